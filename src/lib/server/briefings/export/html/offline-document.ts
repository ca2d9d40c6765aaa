import { createHash } from 'node:crypto';
import type { exportWords } from '../export-words.ts';
import { escaped } from './escaped.ts';
import { OFFLINE_STYLES } from './offline-styles.ts';
import { PRESENT_SCRIPT } from './present-script.ts';

export interface OfflineParts {
	readonly language: string;
	/** Plain text. */
	readonly title: string;
	/** What the file says of itself above everything, HTML. */
	readonly about: string;
	readonly styles: string;
	readonly article: string;
	readonly slides: string;
	readonly data: string;
	readonly words: Pick<ReturnType<typeof exportWords>, 'data' | 'present' | 'read'>;
}

/** The file. Its own policy forbids it to ask anybody for anything, and to run any script but its own. */
export function offlineDocument({
	language,
	title,
	about,
	styles,
	article,
	slides,
	data,
	words
}: OfflineParts): string {
	const script = createHash('sha256').update(PRESENT_SCRIPT).digest('base64');
	const policy = `default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'sha256-${script}'; base-uri 'none'; form-action 'none'`;
	return `<!doctype html>
<html lang="${language}" data-look="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
<style>${styles}
${OFFLINE_STYLES}</style>
</head>
<body class="offline">
<header class="offline-bar"><span>${about}</span><button type="button" data-present>${escaped(words.present)}</button></header>
<div class="offline-article">${article}</div>
<section class="offline-data"><h2>${escaped(words.data)}</h2>
${data}
</section>
<div class="offline-slides" hidden>${slides}<button type="button" data-read>${escaped(words.read)}</button></div>
<script>${PRESENT_SCRIPT}</script>
</body>
</html>
`;
}
