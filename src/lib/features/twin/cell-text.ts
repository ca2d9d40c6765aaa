import type { DatasetColumn } from '#lib/model/city.ts';
import { statusWords } from '#lib/model/feed-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatFixed, formatMinute, formatValue, isoDate } from '#lib/ui/format.ts';
import type { Cell } from '#workers/analytics/client.ts';
import { REFERENCES } from '../charts/chart-choice.ts';
import type { Reader } from '../charts/chart-words.ts';
import { categoryName } from '../map/category-name.ts';
import { roadClassName } from '../scenarios/edit/choices.ts';

/** A metre or so. */
const DEGREE_DECIMALS = 5;

/** A cell as the table shows it; what has no value is a dash. */
export function cellText(
	{ kind, name, verbatim }: DatasetColumn,
	value: Cell,
	{ locale, zone }: Reader
): string {
	if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '—';
	if (verbatim && typeof value === 'string') return value;
	if (typeof value === 'boolean' || value === 'true' || value === 'false')
		return String(value) === 'true' ? m.yes() : m.no();
	if (typeof value === 'string') {
		if (name === 'status') return statusWords(value)[locale === 'en' ? 'en' : 'zh'];
		if (name === 'class') return roadClassName(value);
		return kind === 'category' ? categoryName(value) : shortId(value);
	}
	if (kind === 'time') return `${isoDate(zone, value)} ${formatMinute(locale, zone, value)}`;
	if (name === 'lng' || name === 'lat') return formatFixed(locale, value, DEGREE_DECIMALS);
	// Years and row numbers are names, not amounts.
	return name === 'year' || REFERENCES.has(name) ? String(value) : formatValue(locale, value);
}

/** The part of a URN that tells one thing of a table from another. */
const shortId = (text: string): string =>
	text.startsWith('urn:') ? text.slice(text.lastIndexOf(':') + 1) : text;
