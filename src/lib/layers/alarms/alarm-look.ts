import type { Alarm } from '#lib/model/alarm.ts';
import type { MarkStyle } from '../alarm-mark.ts';

/**
 * How an alarm's mark is drawn. Only level 1 blinks, until somebody answers or its cause is gone; where nothing may
 * move it stands still with a thick edge.
 */
export function alarmLook(
	{ level, active, acknowledged }: Pick<Alarm, 'level' | 'active' | 'acknowledged'>,
	reducedMotion: boolean
): { readonly style: MarkStyle; readonly blinks: boolean } {
	if (!active) return { style: 'hollow', blinks: false };
	const urgent = level === 1 && !acknowledged;
	return { style: urgent && reducedMotion ? 'thick' : 'filled', blinks: urgent && !reducedMotion };
}
