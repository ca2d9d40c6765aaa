import type { ExportSource } from '../export-source.ts';
import { escaped } from './escaped.ts';

/**
 * Markup whose pictures come with it: `whole`, each with its name; or `named`, for a picture that stands in the document
 * already and need not stand there twice.
 */
export function inlineFiles(source: ExportSource, markup: string, how: 'whole' | 'named'): string {
	const address = new RegExp(`src="/api/briefings/${source.id}/files/([^"]+)"`, 'g');
	return markup.replaceAll(address, (_, path: string) => {
		const name = path.split('/').map(decodeURIComponent).join('/');
		const known = `data-file="${escaped(name)}"`;
		return how === 'named' ? known : `${known} src="${dataUrl(source, name)}"`;
	});
}

/** A file of the briefing as an address that holds it. */
export const dataUrl = (source: ExportSource, name: string): string =>
	`data:${source.briefing.files[name]?.type ?? 'application/octet-stream'};base64,${Buffer.from(source.file(name)).toString('base64')}`;
