import type { Alarm, AlarmLogLine, AlarmReading } from '#lib/model/alarm.ts';
import type { AlarmLevel, Words } from '#lib/model/alarm-rule.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatUnit, formatValue } from '#lib/ui/format.ts';
import { categoryName } from '../map/category-name.ts';
import { eventTypeName, statusName } from '../map/live-words.ts';
import { alarmAge } from './alarm-age.ts';

export const said = (words: Words): string => words[locale.nameKey];

/** What an alarm is about, in the reader's language when it is known. */
export const nameOf = ({ name, names, subject }: Pick<Alarm, 'name' | 'names' | 'subject'>): string =>
	names ? said(names) : subject.kind === 'area' ? categoryName(name) : name;

/** Where an alarm is, as its reader calls the district; undefined: it is in none. */
export const districtOf = ({ district }: Pick<Alarm, 'district'>): string | undefined =>
	district === undefined ? undefined : categoryName(district);

const LEVELS: Readonly<Record<AlarmLevel, () => string>> = {
	1: m.level_1,
	2: m.level_2,
	3: m.level_3,
	4: m.level_4
};
export const levelName = (level: AlarmLevel): string => LEVELS[level]();

/** Where an alarm stands between the rule's word and a person's. */
export function stateName({ active, acknowledged }: Pick<Alarm, 'active' | 'acknowledged'>): string {
	if (!active) return acknowledged ? m.alarm_closed() : m.alarm_cleared();
	return acknowledged ? m.alarm_acknowledged() : m.alarm_unacknowledged();
}

/** Short code of what an alarm is about: the end of its urn, without the city's name; undefined for what has no urn. */
export const codeOf = ({ subject }: Pick<Alarm, 'subject'>): string | undefined =>
	subject.kind === 'entity' && subject.ref.id.includes(':')
		? subject.ref.id.slice(subject.ref.id.lastIndexOf(':') + 1).replace(/^[a-z]+-(?=\d+$)/, '')
		: undefined;

export const readingName = ({ title, name }: AlarmReading): string =>
	name === 'status' ? m.column_status() : title ? said(title) : name.replaceAll('_', ' ');

/** 0.52 m; a share in percent; a word of status in words; no data where there was none. */
export function readingValue({ name, value, unit }: Pick<AlarmReading, 'name' | 'value' | 'unit'>): string {
	if (value === null) return m.no_data();
	if (typeof value === 'string') return name === 'type' ? eventTypeName(value) : statusName(value);
	if (name === 'share') return `${formatValue(locale.current, 100 * value)} %`;
	return `${formatValue(locale.current, value)} ${formatUnit(unit)}`.trim();
}

/** > 0.4 m: the limit that a reading went past, or nothing. */
export function readingLimit({ name, limit, side, unit }: AlarmReading): string | undefined {
	if (limit === undefined) return undefined;
	const sign = side === 'below' ? '< ' : side === 'above' ? '> ' : '';
	return sign + readingValue({ name, value: limit, unit });
}

/** What happened in one line: the rule's title and, while it holds, the first reading; that there is none says the title. */
export function whatOf({ title, why, active }: Pick<Alarm, 'title' | 'why' | 'active'>): string {
	const [reading] = why.readings;
	if (!reading || reading.value === null || !active) return said(title);
	const limit = readingLimit(reading);
	const value = `${readingName(reading)} ${readingValue(reading)}`;
	return `${said(title)} · ${value}${limit === undefined ? '' : ` (${m.alarm_limit({ limit })})`}`;
}

/** 02:14, or 3:05 h when it is hours. */
export function ageText(milliseconds: number): string {
	const { text, unit } = alarmAge(milliseconds);
	return unit === 'hours' ? m.alarm_hours({ time: text }) : text;
}

const LOG: Readonly<Record<AlarmLogLine['what'], (line: AlarmLogLine) => string>> = {
	raised: () => m.log_raised(),
	level: ({ level }) => m.log_level({ level: level ? levelName(level) : '' }),
	again: () => m.log_again(),
	cleared: () => m.log_cleared(),
	acknowledged: () => m.log_acknowledged(),
	shelved: () => m.log_shelved(),
	unshelved: () => m.log_unshelved(),
	closed: () => m.log_closed(),
	comment: () => m.log_comment()
};
export const logWords = (line: AlarmLogLine): string => LOG[line.what](line);
export const logBy = (by: string): string =>
	by === 'rule' ? m.log_by_rule() : by === 'clock' ? m.log_by_clock() : by;

const REASONS: Readonly<Record<string, () => string>> = {
	maintenance: m.shelve_maintenance,
	known: m.shelve_known,
	nuisance: m.shelve_nuisance,
	other: m.shelve_other
};
export const reasonName = (reason: string): string => REASONS[reason]?.() ?? reason;
