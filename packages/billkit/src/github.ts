export { connectGitHub, type GitHubOptions } from "@billkit/github/connect";
