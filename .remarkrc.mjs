import remarkValidateLinks from "remark-validate-links";

/** A step of `npm run check`: every relative link and heading anchor in the repository's Markdown resolves. */
export default {
  plugins: [[remarkValidateLinks, { repository: false }]],
};
