import type { CityTime, LocalKind } from './city-time.ts';

export interface ParsedTime {
	readonly at: number;
	readonly kind: LocalKind;
}

/** Reads one way of writing time; undefined when the text is not written so. */
export interface TimeFormat {
	/** As told to the user. */
	readonly name: string;
	readonly parse: (text: string, clock: CityTime) => ParsedTime | undefined;
}

type Fields = Partial<
	Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half' | 'zone', string>
>;

const ISO =
	/^(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})(?:[T ](?<hour>\d{1,2})(?::?(?<minute>\d{2}))?(?::?(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?\s*(?<zone>Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i;

const iso: TimeFormat = {
	name: 'ISO 8601',
	parse: (text, clock) => instantOf(ISO.exec(text)?.groups, clock)
};

/** Epoch seconds (9–10 digits) or milliseconds (12–13); fractions allowed. */
const epoch: TimeFormat = {
	name: 'epoch',
	parse: (text) => {
		const match = /^(-?\d{9,13})(\.\d+)?$/.exec(text);
		if (!match) return undefined;
		const value = Number(text);
		return { at: match[1]!.replace('-', '').length >= 12 ? value : value * 1000, kind: 'plain' };
	}
};

/** Letters of a pattern and what they read; repeating one changes nothing. */
const TOKENS: Readonly<Record<string, string>> = {
	y: '(?<year>\\d{4})',
	M: '(?<month>\\d{1,2})',
	d: '(?<day>\\d{1,2})',
	H: '(?<hour>\\d{1,2})',
	h: '(?<hour>\\d{1,2})',
	m: '(?<minute>\\d{1,2})',
	s: '(?<second>\\d{1,2})',
	S: '(?<fraction>\\d{1,6})',
	a: '(?<half>[AaPp]\\.?[Mm]\\.?)',
	X: '(?<zone>Z|[+-]\\d{2}:?\\d{2})',
	T: 'T'
};

const KNOWN: readonly TimeFormat[] = [
	iso,
	epoch,
	patternFormat('MM/dd/yyyy hh:mm:ss a'),
	patternFormat('MM/dd/yyyy hh:mm a'),
	patternFormat('MM/dd/yyyy HH:mm:ss'),
	patternFormat('MM/dd/yyyy HH:mm'),
	patternFormat('MM/dd/yyyy'),
	patternFormat('yyyy/MM/dd HH:mm:ss'),
	patternFormat('yyyy/MM/dd HH:mm'),
	patternFormat('yyyy/MM/dd'),
	patternFormat('dd.MM.yyyy HH:mm:ss'),
	patternFormat('dd.MM.yyyy HH:mm'),
	patternFormat('dd.MM.yyyy'),
	patternFormat('dd/MM/yyyy HH:mm:ss'),
	patternFormat('dd/MM/yyyy HH:mm'),
	patternFormat('dd/MM/yyyy')
];

/** The first usual format that reads at least 95 of 100 of the samples. Epochs only when asked: ids look like them. */
export function detectTimeFormat(
	samples: readonly string[],
	clock: CityTime,
	allowEpoch = true
): TimeFormat | undefined {
	const texts = samples.filter((text) => text !== '');
	if (texts.length === 0) return undefined;
	let best: { format: TimeFormat; hits: number } | undefined;
	for (const format of KNOWN) {
		if (format === epoch && !allowEpoch) continue;
		const hits = texts.filter((text) => format.parse(text, clock) !== undefined).length;
		if (hits > (best?.hits ?? 0)) best = { format, hits };
	}
	return best && best.hits >= texts.length * 0.95 ? best.format : undefined;
}

/** `iso`, `epoch` or a pattern of y M d H h m s S a and literal text. */
export function timeFormat(text: string): TimeFormat {
	if (/^iso(?:[ -]?8601)?$/i.test(text)) return iso;
	if (/^epoch/i.test(text)) return epoch;
	return patternFormat(text);
}

/** A format from a pattern such as `MM/dd/yyyy hh:mm:ss a`; `Y` and `D` mean `y` and `d`, `A` means `a`. */
export function patternFormat(pattern: string): TimeFormat {
	const source = pattern.replace(
		/'([^']*)'|([A-Za-z])\2*|\s+|[^A-Za-z\s']/g,
		(run, literal: string | undefined) => {
			if (literal !== undefined) return escape(literal);
			if (/^\s/.test(run)) return '\\s+';
			const letter = run[0] === 'Y' ? 'y' : run[0] === 'D' ? 'd' : run[0] === 'A' ? 'a' : run[0]!;
			return TOKENS[letter] ?? escape(run);
		}
	);
	const expression = new RegExp(`^${source}$`);
	return { name: pattern, parse: (text, clock) => instantOf(expression.exec(text)?.groups, clock) };
}

function escape(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function instantOf(groups: Fields | undefined, clock: CityTime): ParsedTime | undefined {
	if (!groups) return undefined;
	const year = Number(groups.year);
	const month = Number(groups.month ?? 1);
	const day = Number(groups.day ?? 1);
	let hour = Number(groups.hour ?? 0);
	const minute = Number(groups.minute ?? 0);
	const second = Number(groups.second ?? 0);
	const milliseconds = groups.fraction === undefined ? 0 : Math.trunc(Number(`0.${groups.fraction}`) * 1000);
	if (groups.half !== undefined) {
		if (hour < 1 || hour > 12) return undefined;
		hour = (hour % 12) + (/^p/i.test(groups.half) ? 12 : 0);
	}
	if (hour > 24 || minute > 59 || second > 60) return undefined;
	const local = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
	const check = new Date(Date.UTC(year, month - 1, day));
	if (!Number.isFinite(local) || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day)
		return undefined;
	if (groups.zone !== undefined) return { at: local - offsetOf(groups.zone), kind: 'plain' };
	return clock.resolve(local);
}

/** `+01:30` as milliseconds east of Greenwich. */
function offsetOf(zone: string): number {
	const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
	if (!match) return 0;
	const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
	return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
