import type { HealthAnswer } from '#lib/model/wall/device.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** A flight that begins so soon is waited for. */
const SOON = 5000;

/** Nothing moves on the wall, and nothing is about to. */
export function isQuiet({ flight, interruption, suggestion, applyAt }: WallProgramme, now: EpochMs): boolean {
	if (interruption || suggestion || now < applyAt + SOON) return false;
	return !flight || now >= flight.endAt;
}

/** Whether the page is to be loaded anew now: the server says so, which knows whether the other machines hold the picture. */
export const isRestartDue = ({ reload, now }: HealthAnswer, programme: WallProgramme): boolean =>
	reload === 'quiet' && isQuiet(programme, now);
