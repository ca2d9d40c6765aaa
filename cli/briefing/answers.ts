import { z } from 'zod';
import { freezeFailure } from '#lib/model/briefing/frozen.ts';
import { briefingSchedule, scheduleRun } from '#lib/model/briefing/schedule.ts';

/** What the server says of briefings, as far as the command line reads it (model/briefing/contract.ts). */
const title = z.object({ 'zh-CN': z.string().optional(), en: z.string().optional() });

export const briefingList = z.object({
	briefings: z.array(
		z.object({
			id: z.string(),
			title,
			author: z.string(),
			frozenAt: z.number(),
			steps: z.number(),
			expiresAt: z.number().optional(),
			correctedBy: z.string().optional(),
			schedule: z.string().optional()
		})
	)
});
export type ListedBriefing = z.infer<typeof briefingList>['briefings'][number];

export const keptDraft = z.object({ id: z.string() });
export const draftList = z.object({ drafts: z.array(z.unknown()) });
export const begun = z.object({ job: z.string() });
export const freezeState = z.discriminatedUnion('state', [
	z.object({ state: z.literal('running'), step: z.number(), of: z.number() }),
	z.object({ state: z.literal('done'), id: z.string() }),
	z.object({ state: z.literal('failed'), failures: z.array(freezeFailure) })
]);

export const scheduleList = z.object({
	schedules: z.array(briefingSchedule.extend({ next: z.number(), last: scheduleRun.optional() }))
});
export type ListedSchedule = z.infer<typeof scheduleList>['schedules'][number];
