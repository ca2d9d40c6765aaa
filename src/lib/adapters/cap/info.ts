import type { EventRecord, EventSeverity } from '#lib/model/observation.ts';
import { EVENT_SEVERITIES } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { instantOfText } from '../support/instant.ts';
import { LIMITS } from '../support/limits.ts';
import { shortened } from '../support/row-check.ts';
import { textOf, type XmlElement } from './xml-tree.ts';

/** Elements an `<info>` must have (CAP 1.2, section 3.2.2). */
const REQUIRED = ['category', 'event', 'urgency', 'severity', 'certainty'] as const;

/**
 * What the `<info>` blocks of one alert say together: they are one alert in several languages or for several
 * areas. One that lacks a required element still warns, and the lack is said.
 */
export function infosOf(
	infos: readonly XmlElement[],
	reject: (reason: string) => void
): Pick<EventRecord, 'title' | 'text' | 'severity' | 'from' | 'until'> {
	const title = new Map<string, string>();
	const text = new Map<string, string[]>();
	for (const [index, info] of infos.entries()) {
		const missing = REQUIRED.filter((name) => !textOf(info, name));
		if (missing.length > 0) reject(`info ${index + 1} lacks ${missing.join(', ')}`);
		const language = languageOf(info);
		const headline = textOf(info, 'headline') ?? textOf(info, 'event');
		if (headline && !title.has(language)) title.set(language, shortened(plain(headline), LIMITS.line - 1));
		const said = [textOf(info, 'description'), textOf(info, 'instruction')].flatMap((part) =>
			part ? [plain(part)] : []
		);
		const known = text.get(language) ?? [];
		text.set(language, [...known, ...said.filter((part) => !known.includes(part))]);
	}
	const texts = [...text].flatMap(([language, parts]) =>
		parts.length > 0 ? [[language, shortened(parts.join('\n\n'), LIMITS.text - 1)]] : []
	);
	return {
		title: Object.fromEntries(title),
		...(texts.length > 0 ? { text: Object.fromEntries(texts) } : {}),
		severity: worstOf(infos),
		...timesOf(infos, reject)
	};
}

/** RFC 3066 tag; the format says en-US when there is none. */
function languageOf(info: XmlElement): string {
	const language = textOf(info, 'language') ?? 'en-US';
	return /^[a-z]{1,8}([-_][a-z0-9]{1,8})*$/i.test(language) ? language.slice(0, 35) : 'und';
}

/** Some senders put HTML line breaks into plain text. */
function plain(text: string): string {
	return text.replace(/<br\s*\/?>/gi, '\n').replace(/[ \t]*\n[ \t]*/g, '\n');
}

function worstOf(infos: readonly XmlElement[]): EventSeverity {
	const said = infos.map((info) => textOf(info, 'severity')?.toLowerCase());
	return EVENT_SEVERITIES.find((severity) => said.includes(severity)) ?? 'unknown';
}

/** First onset (else begin of effect) to last expiry; open when a block has none. */
function timesOf(infos: readonly XmlElement[], reject: (reason: string) => void) {
	const time = (info: XmlElement, name: string): EpochMs | undefined => {
		const text = textOf(info, name);
		if (text === undefined) return undefined;
		const read = instantOfText(text);
		if (read.ok) return read.at;
		reject(`${name}: ${read.reason}`);
		return undefined;
	};
	const from = infos.flatMap((info) => time(info, 'onset') ?? time(info, 'effective') ?? []);
	const until = infos.flatMap((info) => time(info, 'expires') ?? []);
	return {
		...(from.length > 0 ? { from: from.reduce((a, b) => Math.min(a, b)) } : {}),
		...(until.length > 0 && until.length === infos.length
			? { until: until.reduce((a, b) => Math.max(a, b)) }
			: {})
	};
}
