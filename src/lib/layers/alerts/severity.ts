import type { EventSeverity } from '#lib/model/observation.ts';

/** Alarm level of a severity, 1 the gravest; undefined: the source does not say. */
export type AlarmLevel = 1 | 2 | 3 | 4;

const LEVELS: Readonly<Record<EventSeverity, AlarmLevel | undefined>> = {
	extreme: 1,
	severe: 2,
	moderate: 3,
	minor: 4,
	unknown: undefined
};

export const levelOf = (severity: EventSeverity): AlarmLevel | undefined => LEVELS[severity];
