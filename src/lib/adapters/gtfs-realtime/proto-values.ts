import type { EpochMs } from '#lib/model/units.ts';

/** An integer of 64 bits as the bindings give it. */
export type Long = number | { toNumber(): number } | null | undefined;

/** Seconds since 1970 to ms; 0 and absent are no time. */
export function epochMs(seconds: Long): EpochMs | undefined {
	const value = typeof seconds === 'object' ? seconds?.toNumber() : seconds;
	return value ? value * 1000 : undefined;
}

/** True when the message carried the field: the bindings keep defaults on the prototype. */
export const own = (message: object, field: string) => Object.hasOwn(message, field);
