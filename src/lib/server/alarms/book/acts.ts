import { SHELVE_MINUTES, type AlarmAct } from '#lib/model/alarm.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { KeptAlarm, LogEntry } from './kept-alarm.ts';

export type NewEntry = Omit<LogEntry, 'rev'>;

/** What a person's act writes into the log. Throws ACT_REFUSED with why, when it does not fit the alarm as it is. */
export function entriesOfAct(alarm: KeptAlarm, act: AlarmAct, at: EpochMs): readonly NewEntry[] {
	const line = { alarm: alarm.id, by: act.by, at };
	if (act.act === 'comment') return [{ ...line, what: 'comment', text: act.text }];
	if (alarm.closedAt !== undefined) throw refused('The alarm is closed: only a comment can be added.');
	switch (act.act) {
		case 'acknowledge':
			if (alarm.acknowledged)
				throw refused(`${alarm.acknowledged.by} has acknowledged it at ${clock(alarm.acknowledged.at)}.`);
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
			if (!alarm.shelved) throw refused('The alarm is not shelved.');
			return [{ ...line, what: 'unshelved' }];
	}
}

function checkShelving(
	{ level, shelved }: KeptAlarm,
	{ minutes, by, second }: Extract<AlarmAct, { readonly act: 'shelve' }>
): void {
	if (shelved) throw refused(`It is shelved until ${clock(shelved.until)}: bring it back first.`);
	const most = SHELVE_MINUTES[level];
	if (minutes > most)
		throw refused(`An alarm of level ${level} is shelved for at most ${most} minutes, not ${minutes}.`);
	if (level === 1 && (second === undefined || second.trim() === by.trim()))
		throw refused('An alarm of level 1 is shelved by two people: name the second.');
}

const refused = (message: string) => new AppError('ACT_REFUSED', { message });
const clock = (at: EpochMs) => new Date(at).toISOString();
