import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const TYPES = '[Content_Types].xml';
const SLIDE = /^ppt\/slides\/slide\d+\.xml$/;
/** A point of a chart without a value. */
const NO_VALUE = /<c:pt idx="\d+">\s*<c:v><\/c:v>\s*<\/c:pt>/g;
const CHART = /^ppt\/charts\/chart\d+\.xml$/;

/**
 * The file as its standard wants it. Of what pptxgenjs 4.0.1 writes strict readers refuse three things: a list of contents
 * with a slide master for every slide where there is one, paragraphs that say their properties anew with every run, and
 * values of a chart that are no numbers where there is none.
 */
export function soundPackage(bytes: Uint8Array): Uint8Array {
	const parts = unzipSync(bytes);
	const types = parts[TYPES];
	if (!types) return bytes;
	const rest = Object.entries(parts)
		.filter(([name]) => name !== TYPES && !name.endsWith('/'))
		.map(([name, part]) => [name, soundPart(name, part)] as const);
	// The list comes first, as readers expect it.
	return zipSync({ [TYPES]: strToU8(listOf(strFromU8(types), parts)), ...Object.fromEntries(rest) });
}

function soundPart(name: string, part: Uint8Array): Uint8Array {
	if (SLIDE.test(name)) return strToU8(soundParagraphs(strFromU8(part)));
	return CHART.test(name) ? strToU8(strFromU8(part).replaceAll(NO_VALUE, '')) : part;
}

/** The list of contents without what is not there. */
const listOf = (types: string, parts: Readonly<Record<string, Uint8Array>>): string =>
	types.replaceAll(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (entry, part: string) =>
		parts[part] ? entry : ''
	);

/** Paragraphs whose properties stand once, before the first run. */
export const soundParagraphs = (slide: string): string =>
	slide.replaceAll(/<a:p>(.*?)<\/a:p>/gs, (_, inside: string) => {
		let isFirst = true;
		const once = inside.replaceAll(/<a:pPr\b(?:[^>]*\/>|.*?<\/a:pPr>)/gs, (properties) => {
			const kept = isFirst ? properties : '';
			isFirst = false;
			return kept;
		});
		return `<a:p>${once}</a:p>`;
	});
