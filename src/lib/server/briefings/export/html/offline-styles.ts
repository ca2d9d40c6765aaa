/** What the file has beside the pages' own styles: a column for phones and desks, tables of data, one slide at a time. */
export const OFFLINE_STYLES = `
html, body.offline { height: auto; overflow: auto; }
body.offline { margin: 0; background: var(--bg-0); color: var(--tx-0);
	font-family: var(--font-ui); }
.offline-bar { display: flex; gap: 12px; align-items: center; justify-content: space-between; padding: 8px 16px;
	border-bottom: 1px solid var(--line); background: var(--bg-1); color: var(--tx-2); font-size: 13px; }
.offline button { min-height: 44px; padding: 0 16px; border: 1px solid var(--line-strong); border-radius: 4px;
	background: var(--bg-1); color: var(--tx-0); font: inherit; cursor: pointer; }
.offline-article main, .offline-data { box-sizing: border-box; width: min(720px, 100%) !important; margin: 0 auto; padding: 16px; background: none; }
.offline-article main.a4.a4 { --article-text: initial; --article-note: initial; --article-title: initial; --article-sentence: initial;
	--article-heading: initial; --article-subheading: initial; --ft-note: inherit; --ft-table: inherit; --ft-kpi: inherit; }
.offline-article img, .offline-article svg { max-width: 100%; height: auto; }
.offline-data details { border-top: 1px solid var(--line); overflow-x: auto; }
.offline-data summary { padding: 12px 0; cursor: pointer; }
.offline-data table { border-collapse: collapse; font-size: 14px; }
.offline-data th, .offline-data td { padding: 6px 16px 6px 0; border-bottom: 1px solid var(--line); text-align: left; }
.offline-data .numeric { text-align: right; font-variant-numeric: tabular-nums; }
.offline-slides:not([hidden]) { display: grid; position: fixed; inset: 0; place-items: center; overflow: hidden; background: var(--bg-0); }
.offline-slides > [data-slide]:not([data-shown]) { display: none; }
.offline-slides > button { position: fixed; top: 8px; right: 8px; opacity: 0.6; }
@media print { .offline-bar, .offline-slides, .offline-data { display: none !important; } }
`;
