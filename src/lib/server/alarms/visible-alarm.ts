import type { Alarm } from '#lib/model/alarm.ts';
import type { Access } from '#lib/server/auth/access.ts';

/**
 * An alarm as somebody may see it: without readings of layers that he may not read, and not at all when it is about
 * one of their entities.
 */
export function visibleTo(
	alarm: Alarm,
	access: Access,
	restriction: (layer: string) => string | undefined
): Alarm | undefined {
	const may = (layer: string) => access.may(restriction(layer));
	const { subject, why } = alarm;
	if (subject.kind === 'entity' && !may(subject.ref.layer)) return undefined;
	if (why.readings.every(({ entity }) => may(entity.layer))) return alarm;
	return { ...alarm, why: { ...why, readings: why.readings.filter(({ entity }) => may(entity.layer)) } };
}
