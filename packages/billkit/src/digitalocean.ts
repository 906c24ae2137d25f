export { connectDigitalOcean, type DigitalOceanOptions } from "@billkit/digitalocean/connect";
