import type { Binding } from '#lib/model/briefing/draft.ts';
import type { FrozenValue } from '#lib/model/briefing/frozen.ts';
import { THEMES } from '#lib/themes/registry.ts';
import { AppError } from '#lib/model/errors.ts';
import type { CountedAlarm } from './city-facts.ts';
import type { SourceBook } from './source-book.ts';

type AlarmBinding = Extract<Binding, { kind: 'alarms' }>;

const LEVELS = ['一', '二', '三', '四'];

const NONE = { zh: '无', en: 'none' };

/**
 * How many alarms were open, of all or of those that are asked for; or the gravest of them. It has no time: it was
 * counted at an instant, and what was counted may have been judged from older data. Throws NOT_FOUND for a theme that is
 * none.
 */
export function readAlarms(
	{ level, theme, show }: AlarmBinding,
	open: readonly CountedAlarm[],
	sources: SourceBook
): FrozenValue {
	const of = open.filter(
		(alarm) =>
			(level === undefined || alarm.level === level) && (theme === undefined || alarm.theme === theme)
	);
	const title = titleOf(level, theme);
	const made = { unit: '', ...sources.alarms(open.map(({ origin }) => origin)) };
	if (show !== 'gravest') return { title, value: of.length, decimals: 0, ...made };
	return {
		title: { zh: `最严重的${title.zh}`, en: `Gravest of the ${title.en.toLowerCase()}` },
		value: nameOf(gravest(of)),
		...made
	};
}

/** Of the highest level the newest. */
const gravest = (alarms: readonly CountedAlarm[]): CountedAlarm | undefined =>
	[...alarms].sort((a, b) => a.level - b.level || b.raisedAt - a.raisedAt)[0];

function nameOf(alarm: CountedAlarm | undefined): FrozenValue['title'] {
	if (!alarm) return NONE;
	const { name, names = { zh: name, en: name }, title } = alarm;
	return { zh: `${names.zh}：${title.zh}`, en: `${names.en}: ${title.en}` };
}

function titleOf(level: number | undefined, theme: string | undefined): FrozenValue['title'] {
	const about = theme === undefined ? undefined : THEMES.find(({ id }) => id === theme);
	if (theme !== undefined && !about)
		throw new AppError('NOT_FOUND', {
			message: `There is no theme '${theme}'; there are: ${THEMES.map(({ id }) => id).join(', ')}.`
		});
	const rank = level === undefined ? undefined : { zh: `${LEVELS[level - 1]}级`, en: `level ${level}` };
	return {
		zh: `未结${rank?.zh ?? ''}告警${about ? `（${about.title.zh}）` : ''}`,
		en: `Open ${rank ? `${rank.en} ` : ''}alarms${about ? ` (${about.title.en.toLowerCase()})` : ''}`
	};
}
