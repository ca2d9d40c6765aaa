import { z } from 'zod';
import type { EpochMs, Milliseconds } from '../units.ts';

/**
 * HTTP contract of showing a briefing to others, slide by slide; nothing of it is kept.
 *
 * `GET /api/briefings/{id}/presenting` → `PresentingNow`
 * `POST /api/briefings/{id}/presenting` with `slideToShow` → `PresentingNow`: takes the lead or says where it stands;
 *   ACT_REFUSED (409) while another leads. Needs the right that sending data needs.
 */
export const slideToShow = z.object({
	/** Of the screen that leads, made up by it: two windows of one person are two. */
	leader: z.uuid(),
	by: z.string().trim().min(1).max(80),
	/** Place among the slides, from 0; undefined hands the lead back. */
	slide: z.number().int().min(0).max(99).optional()
});
export type SlideToShow = z.infer<typeof slideToShow>;

/** A lead ends by itself when its screen has not been heard for so long. */
export const LEAD_ENDS_AFTER: Milliseconds = 20_000;

export interface PresentingNow {
	/** Null while nobody leads. */
	readonly presenting: {
		readonly by: string;
		readonly slide: number;
		readonly since: EpochMs;
	} | null;
}
