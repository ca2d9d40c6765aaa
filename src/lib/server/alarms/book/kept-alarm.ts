import type { Alarm, AlarmLogLine, AlarmReading } from '#lib/model/alarm.ts';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** An alarm as the book keeps it, open or closed. */
export interface KeptAlarm extends Alarm {
	/** What its rule says of it: the same for the same subject. */
	readonly key: string;
	/** By level, what it was last reached from. */
	readonly readingsAt?: Readonly<Partial<Record<AlarmLevel, readonly AlarmReading[]>>>;
	readonly closedAt?: EpochMs;
}

/** A line of the log with everything that it changes. */
export interface LogEntry extends AlarmLogLine {
	readonly alarm: string;
	/** Of the alarm after it, and of the log. */
	readonly rev: number;
	/** What is new of the alarm, beside what the words of the line say. */
	readonly facts?: Partial<KeptAlarm>;
}

/** An alarm after a line of its log: the log alone says what an alarm is. */
export function nextAlarm(alarm: KeptAlarm | undefined, entry: LogEntry): KeptAlarm {
	const { what, by, at, level, rev, facts } = entry;
	if (what === 'raised' || !alarm) return { ...(facts as KeptAlarm), rev }; // the first line has all of it
	switch (what) {
		case 'again': {
			const { clearedAt: _cleared, closedAt, acknowledged, ...rest } = alarm;
			// Closed means acknowledged: who sees it return must see it anew.
			const kept = closedAt === undefined && acknowledged ? { acknowledged } : {};
			return { ...rest, ...kept, ...facts, active: true, raisedAt: at, times: alarm.times + 1, rev };
		}
		case 'level':
			return { ...alarm, ...facts, level: level ?? alarm.level, rev };
		case 'cleared':
			return { ...alarm, active: false, clearedAt: at, rev };
		case 'acknowledged': {
			const { unshelved: _tag, ...rest } = alarm;
			return { ...rest, acknowledged: { by, at }, rev };
		}
		case 'shelved': {
			const { unshelved: _tag, ...rest } = alarm;
			return { ...rest, ...facts, rev };
		}
		case 'unshelved': {
			const { shelved: _shelving, ...rest } = alarm;
			return { ...rest, unshelved: true, rev };
		}
		case 'closed':
			return { ...alarm, closedAt: at, rev };
		case 'comment':
			return { ...alarm, rev };
	}
}

/** What others may see of it. */
export function shown({ key: _key, closedAt: _closed, readingsAt: _readings, ...alarm }: KeptAlarm): Alarm {
	return alarm;
}
