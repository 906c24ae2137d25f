import { colours } from "./charts.js";

const light = `
--ink:#1b1f24;--muted:#59636e;--line:#d1d9e0;--grid:#e6eaef;--page:#f6f8fa;--card:#fff;--accent:#0b5cad;
--warn-ink:#6b4100;--warn-line:#d4a72c;--warn-page:#fff8e1;--up:#a40e26;--down:#116329;
--c1:#1f6fb4;--c2:#d9822b;--c3:#2f8f6b;--c4:#8457b8;--c5:#c2447f;--c6:#7a6a3a;--c7:#2aa1b3;--c8:#6b7785;`;
const dark = `
--ink:#e6edf3;--muted:#9aa5b1;--line:#3a434d;--grid:#2a323b;--page:#0f1419;--card:#171d24;--accent:#79b8ff;
--warn-ink:#f2d58a;--warn-line:#8a6d1b;--warn-page:#2b2410;--up:#ff9492;--down:#7ee2a0;
--c1:#5aa2e0;--c2:#f0a35e;--c3:#5fc49a;--c4:#b493e6;--c5:#ef85b3;--c6:#c9b574;--c7:#63cfdf;--c8:#a3adb8;`;

const keys = Array.from({ length: colours }, (_, at) => `.k${at + 1}{--k:var(--c${at + 1})}`).join(
  "",
);

/**
 * The page's style sheet. Charts take their colours from it, so they follow light and dark mode.
 */
export const styles = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1120px;margin:0 auto;padding:24px 20px 48px}
h1{font-size:26px;line-height:1.2;margin:0}
h2{font-size:18px;margin:36px 0 10px}
p{margin:6px 0}
.muted,figcaption,footer{color:var(--muted)}
figcaption,footer,.small{font-size:13px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px;margin:20px 0}
.card,figure,.scroll{background:var(--card);border:1px solid var(--line);border-radius:8px}
.card{padding:14px 16px}
.card strong{display:block;font-size:26px;font-variant-numeric:tabular-nums;line-height:1.3}
.box{border:1px solid var(--warn-line);border-left-width:5px;background:var(--warn-page);color:var(--warn-ink);border-radius:8px;padding:10px 16px;margin:16px 0}
.box h2{margin:0 0 4px;font-size:16px}
.box ul{margin:4px 0;padding-left:20px;overflow-wrap:anywhere}
figure{margin:12px 0;padding:14px 16px}
figure svg{display:block;width:100%;height:auto;color:var(--ink)}
figure svg text{font-family:inherit;font-size:12px}
.narrow{display:none}
.key{display:inline-block;margin-right:16px}
.key::before{content:"";display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:6px;vertical-align:-1px;background:var(--k)}
${keys}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:6px 12px;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid)}
tbody tr:last-child td{border-bottom:0}
thead th{color:var(--muted);font-weight:600;white-space:nowrap;border-bottom-color:var(--line)}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.id{font-size:12px;color:var(--muted);overflow-wrap:anywhere}
.up{color:var(--up)}.down{color:var(--down)}
.total td{font-weight:600}
th button{all:unset;cursor:pointer}
th button:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
th button::after{content:"\\2195";opacity:.45;margin-left:4px}
th[aria-sort=ascending] button::after{content:"\\2191";opacity:1}
th[aria-sort=descending] button::after{content:"\\2193";opacity:1}
details{margin-top:8px}
summary{cursor:pointer;color:var(--accent);font-size:13px}
footer{margin-top:36px;border-top:1px solid var(--line);padding-top:12px}
code{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.92em}
@media (max-width:640px){main{padding:16px 12px 32px}h1{font-size:22px}.card strong{font-size:22px}
.wide{display:none!important}.narrow{display:block!important}th,td{padding:6px 8px}figure{padding:10px}
}
.vendors td:last-child{min-width:20em}
.items td:nth-child(2),.items td:nth-child(4){min-width:11em}
@page{size:A4;margin:14mm}
@media print{:root{${light}}body{background:#fff;font-size:11px}main{max-width:none;padding:0}
table{font-size:9.5px}th,td{padding:3px 5px}details,th button::after{display:none}
.scroll{overflow:visible}figure,.card,.box,tr{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
