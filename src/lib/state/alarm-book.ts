import type { Alarm, AlarmFlood, AlarmList } from '#lib/model/alarm.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** Every open alarm, as the server's lists add up to. */
export interface AlarmBook {
	readonly epoch: number;
	readonly rev: number;
	readonly open: ReadonlyMap<string, Alarm>;
	readonly flood?: AlarmFlood;
	readonly lastRaisedAt?: EpochMs;
}

/**
 * The book after a list. `whole`: it holds all that is open, else what changed since the book's revision. A delta of
 * another incarnation says nothing of what is open: undefined, ask for a whole one.
 */
export function readAlarmList(
	book: AlarmBook | undefined,
	list: AlarmList,
	whole: boolean
): AlarmBook | undefined {
	if (!whole && book?.epoch !== list.epoch) return undefined;
	const open = new Map(whole ? [] : book?.open);
	for (const alarm of list.alarms) open.set(alarm.id, alarm);
	for (const id of list.closed) open.delete(id);
	const { epoch, rev, flood, lastRaisedAt } = list;
	return { epoch, rev, open, ...(flood && { flood }), ...(lastRaisedAt !== undefined && { lastRaisedAt }) };
}

/** The book with an act's answer, unless it knows a newer state of the alarm. */
export function withAlarm(book: AlarmBook, alarm: Alarm): AlarmBook {
	const known = book.open.get(alarm.id);
	if (known && known.rev >= alarm.rev) return book;
	const open = new Map(book.open);
	if (alarm.acknowledged && !alarm.active) open.delete(alarm.id);
	else open.set(alarm.id, alarm);
	return { ...book, open };
}
