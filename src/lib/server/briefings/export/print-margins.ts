import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import { longInstant } from './instant-words.ts';
import type { ExportSource } from './export-source.ts';
import { originMarks } from './origin-marks.ts';
import { exportWords } from './export-words.ts';

/** What stands around every page on paper. */
export interface Margins {
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
}

/** Classification, city and marks above; id; and of when the data are below. The page numbers are the printer's. */
export function marginsOf({ id, briefing }: ExportSource, language: BriefingLanguage): Margins {
	const words = exportWords(language);
	const { draft, city, dataAsOf } = briefing;
	const name = language === 'en' ? city.name.en : city.name.zh;
	return {
		topLeft: [draft.classification, name, ...originMarks(briefing, language)].filter(Boolean).join(' · '),
		topRight: id,
		bottomLeft:
			dataAsOf === null ? words.noDataTime : words.dataAsOf(longInstant(briefing, dataAsOf, language))
	};
}

/** The margins as CSS of A4 pages. `family` is the font of the page: every sign of them is in it. */
export function marginCss(
	{ topLeft, topRight, bottomLeft }: Margins,
	family: string,
	colour: string
): string {
	const box = (place: string, content: string, align: string) =>
		`@${place} { content: ${content}; font: 400 8pt/1.3 ${family}; color: ${colour}; text-align: ${align}; vertical-align: middle; white-space: nowrap; }`;
	return `html, body, main.a4 { background: none !important; }
@page a4 {
${box('top-left', quoted(topLeft), 'left')}
${box('top-right', quoted(topRight), 'right')}
${box('bottom-left', quoted(bottomLeft), 'left')}
${box('bottom-right', 'counter(page) " / " counter(pages)', 'right')}
}`;
}

/** A text as CSS writes it. */
const quoted = (text: string): string =>
	`"${text.replaceAll(/["\\\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
