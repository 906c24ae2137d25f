import remarkValidateLinks from "remark-validate-links";

/** `npm run links`: every relative link and heading anchor in the repository's Markdown resolves. */
export default {
  plugins: [[remarkValidateLinks, { repository: false }]],
};
