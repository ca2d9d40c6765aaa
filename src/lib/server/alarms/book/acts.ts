import { SHELVE_MINUTES, type AlarmAct } from '#lib/model/alarm.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { KeptAlarm, LogEntry } from './kept-alarm.ts';
import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';

export type NewEntry = Omit<LogEntry, 'rev'>;

/** What a person's act writes into the log. Throws ACT_REFUSED with why, when it does not fit the alarm as it is. */
export function entriesOfAct(alarm: KeptAlarm, act: AlarmAct, at: EpochMs): readonly NewEntry[] {
	const line = { alarm: alarm.id, by: act.by, at };
	if (act.act === 'comment') return [{ ...line, what: 'comment', text: act.text }];
	if (alarm.closedAt !== undefined)
		throw refused({
			zh: '告警已关闭，只能添加备注。',
			en: 'The alarm is closed: only a comment can be added.'
		});
	switch (act.act) {
		case 'acknowledge':
			if (alarm.acknowledged)
				throw refused({
					zh: `${alarm.acknowledged.by} 已经确认过了。`,
					en: `${alarm.acknowledged.by} has acknowledged it at ${clock(alarm.acknowledged.at)}.`
				});
			return [
				{ ...line, what: 'acknowledged' },
				...(alarm.active ? [] : [{ ...line, by: 'rule', what: 'closed' as const }])
			];
		case 'shelve':
			checkShelving(alarm, act);
			return [
				{
					...line,
					what: 'shelved',
					text: act.text,
					facts: {
						shelved: {
							until: at + act.minutes * 60_000,
							reason: act.reason,
							text: act.text,
							by: act.by,
							at,
							...(act.second !== undefined && { second: act.second })
						}
					}
				}
			];
		case 'unshelve':
			if (!alarm.shelved) throw refused({ zh: '告警没有搁置。', en: 'The alarm is not shelved.' });
			return [{ ...line, what: 'unshelved' }];
	}
}

function checkShelving(
	{ level, shelved }: KeptAlarm,
	{ minutes, by, second }: Extract<AlarmAct, { readonly act: 'shelve' }>
): void {
	if (shelved)
		throw refused({
			zh: '告警已经搁置，请先取消搁置。',
			en: `It is shelved until ${clock(shelved.until)}: bring it back first.`
		});
	const most = SHELVE_MINUTES[level];
	if (minutes > most)
		throw refused({
			zh: `${level} 级告警最多搁置 ${most} 分钟，不能搁置 ${minutes} 分钟。`,
			en: `An alarm of level ${level} is shelved for at most ${most} minutes, not ${minutes}.`
		});
	if (level === 1 && (second === undefined || second.trim() === by.trim()))
		throw refused({
			zh: '1 级告警须两人同意才能搁置，请填写第二人。',
			en: 'An alarm of level 1 is shelved by two people: name the second.'
		});
}

const refused = (words: Words) => saidError('ACT_REFUSED', words);
const clock = (at: EpochMs) => new Date(at).toISOString();
