import { z } from 'zod';
import type { EpochMs } from '../units.ts';
import { BRIEFING_TEMPLATES, draftId } from './contract.ts';
import { EXPORT_FORMATS } from './export.ts';

const name = z.string().trim().min(1).max(60);
const person = z.string().trim().min(1).max(80);

/**
 * A briefing that is frozen by itself, on some days at one time of the city's clock. `GET /api/briefings/schedules` →
 * `ScheduleList`; `POST` with one keeps it in place of the one of its name; `POST …/forget` with `scheduleToForget`.
 */
export const briefingSchedule = z.object({
	/** Unique. */
	name,
	/** What is frozen: a draft as it is then, or a template filled with what the city has then. */
	of: z.union([z.object({ draft: draftId }), z.object({ template: z.enum(BRIEFING_TEMPLATES) })]),
	/** Wall time of the city. */
	at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hours and minutes: 07:30'),
	/** 1 Monday to 7 Sunday; every day when absent. */
	days: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
	/** So many of its briefings are kept, the newest. */
	keep: z.number().int().min(1).max(3660).default(366),
	/** Made in all languages as soon as it is frozen. */
	formats: z.array(z.enum(EXPORT_FORMATS)).max(EXPORT_FORMATS.length).default([]),
	/** Who answers for it. */
	by: person
});
export type BriefingSchedule = z.output<typeof briefingSchedule>;
export const scheduleToForget = z.object({ name, by: person });

/** What became of a time that a schedule was due at. */
export const scheduleRun = z.object({
	/** When it was due. */
	due: z.number(),
	/** When it was frozen, or failed. */
	at: z.number(),
	/** Minutes after its time: the server was down then, or it failed at first. */
	late: z.boolean(),
	/** Absent when it failed. */
	id: z.string().optional(),
	/** Why nothing was published. */
	failure: z.string().optional()
});
export type ScheduleRun = z.infer<typeof scheduleRun>;

export interface ScheduleListed extends BriefingSchedule {
	readonly next: EpochMs;
	readonly last?: ScheduleRun;
}
export interface ScheduleList {
	readonly rev: number;
	readonly schedules: readonly ScheduleListed[];
}
