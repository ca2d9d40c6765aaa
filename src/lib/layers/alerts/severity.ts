import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import type { EventSeverity } from '#lib/model/observation.ts';

export type { AlarmLevel };

const LEVELS: Readonly<Record<EventSeverity, AlarmLevel | undefined>> = {
	extreme: 1,
	severe: 2,
	moderate: 3,
	minor: 4,
	unknown: undefined
};

/** Alarm level of a severity, 1 the gravest; undefined: the source does not say. */
export const levelOf = (severity: EventSeverity): AlarmLevel | undefined => LEVELS[severity];
