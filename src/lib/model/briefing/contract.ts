import { z } from 'zod';
import type { EpochMs } from '../units.ts';
import { binding, bindingName, briefingDraft, briefingId, type BriefingDraft } from './draft.ts';
import type { Proof } from './proof.ts';
import type { Briefing, BriefingListed, FreezeFailure, FrozenCard, FrozenValue } from './frozen.ts';

/**
 * HTTP contract of briefings. Reading needs nothing; writing needs the right that sending data needs. Pages hear of
 * every change by `changed` with `what: 'briefings'`.
 *
 * `GET /api/briefings` → `BriefingList`, without those whose rights are `link`
 * `GET /api/briefings/{id}` → `Briefing` (frozen.ts), the very bytes that its id is the digest of; EXPIRED (410) when
 *   its time is over; `GET /api/briefings/{id}/about` → `BriefingListed`: of one that is in no list, too
 * `GET /api/briefings/{id}/files/{name}`: immutable
 * `GET /api/briefings/drafts` → `DraftList`; `GET /api/briefings/drafts/{draft}` → `KeptDraft`
 * `POST /api/briefings/drafts` with `draftToKeep` → the new `KeptDraft`; to `…/drafts/{draft}` it replaces the draft,
 *   ACT_REFUSED (409) when another has done so meanwhile; to `…/drafts/{draft}/forget` (`draftToForget`) → `DraftList`
 * `POST /api/briefings/drafts/template` with `templateToFill` → a new `KeptDraft` of what the city has now
 * `POST /api/briefings/drafts/{draft}/freeze` with `freezeRequest` → `{ job }`; `GET /api/briefings/freezing/{job}` →
 *   `FreezeState`
 * `POST /api/briefings/values` with `valuesRequest` → `ValuesNow`: what numbers of a draft would be, for its editor
 */
export const draftId = z.string().regex(/^[0-9a-z]{10}$/);

const person = z.string().trim().min(1).max(80);

export const draftToKeep = z.object({
	draft: briefingDraft,
	by: person,
	/** Revision that was edited; absent for a new draft. */
	rev: z.number().int().positive().optional()
});
export const draftToForget = z.object({ by: person });

/** A draft as the server keeps it. */
export interface KeptDraft {
	readonly id: string;
	/** Counts up with every change, from 1. */
	readonly rev: number;
	readonly at: EpochMs;
	/** Who changed it last. */
	readonly by: string;
	readonly draft: BriefingDraft;
}

/** Newest first. */
export interface DraftList {
	readonly rev: number;
	readonly drafts: readonly (Omit<KeptDraft, 'draft'> & {
		readonly title: BriefingDraft['title'];
		readonly steps: number;
	})[];
}

export const BRIEFING_TEMPLATES = ['daily'] as const;
export const templateToFill = z.object({ template: z.enum(BRIEFING_TEMPLATES), by: person });

export const freezeRequest = z.object({
	by: person,
	/** The version that the new one corrects, and what is different. */
	corrects: z.object({ id: briefingId, note: z.string().trim().min(1).max(1000) }).optional()
});

/** `step` of `of` is being done: numbers are one step, every figure is one. */
export type FreezeState =
	| { readonly state: 'running'; readonly step: number; readonly of: number }
	| { readonly state: 'done'; readonly id: string }
	| { readonly state: 'failed'; readonly failures: readonly FreezeFailure[] };

export const valuesRequest = z.object({
	bindings: z.record(bindingName, binding),
	cards: z.array(z.string().max(80)).max(6)
});
/** As they would be frozen at this moment; what has no number has a failure. */
export interface ValuesNow {
	readonly now: EpochMs;
	readonly values: Readonly<Record<string, FrozenValue>>;
	readonly cards: readonly FrozenCard[];
	readonly sources: Briefing['sources'];
	readonly failures: readonly FreezeFailure[];
}

/** Newest first. */
export interface BriefingList {
	readonly rev: number;
	readonly briefings: readonly BriefingListed[];
	/** Of the last weekly check. */
	readonly proof?: Proof;
}
