import { z } from 'zod';
import type { AlarmLevel, Words } from './alarm-rule.ts';
import type { EntityRef } from './view-spec.ts';
import type { LngLat } from './geometry.ts';
import type { EpochMs } from './units.ts';
import type { LayerOrigin } from './live-layer.ts';

/** One value that an alarm was raised from. */
export interface AlarmReading {
	readonly entity: EntityRef;
	/** Metric, or what else was looked at: `status`, `position`, `silence`, `count`, `share`, `type` of an event. */
	readonly name: string;
	readonly title?: Words;
	readonly value: number | string | null;
	/** UCUM. */
	readonly unit: string;
	readonly at: EpochMs;
	/** The limit that it went past, when there is one. */
	readonly limit?: number;
	readonly side?: 'above' | 'below';
}

export interface Shelving {
	readonly until: EpochMs;
	/** A code: `maintenance`, `known`, `nuisance`, `other`. */
	readonly reason: string;
	readonly text: string;
	readonly by: string;
	readonly at: EpochMs;
	/** Level 1 takes two people. */
	readonly second?: string;
}

/** A condition that needs a response. `active` is the rule's word, `acknowledged` a person's: neither implies the other. */
export interface Alarm {
	readonly id: string;
	/** Theme and rule: `water/underpass-flooded`. */
	readonly rule: string;
	readonly ruleVersion: number;
	readonly theme: string;
	readonly level: AlarmLevel;
	readonly title: Words;
	readonly consequence: Words;
	readonly response: Words;
	/** What it is about: one entity, or an area. At most one alarm of a rule is open for it. */
	readonly subject:
		| { readonly kind: 'entity'; readonly ref: EntityRef }
		| { readonly kind: 'area'; readonly dataset: string; readonly name: string }
		| { readonly kind: 'layer'; readonly layer: string };
	/** Name of the subject for people; `names` in both languages, when it has them. */
	readonly name: string;
	readonly names?: Words;
	/** Department that answers, from the theme. */
	readonly department: Words;
	/** Where; absent when the subject has no place. */
	readonly place?: LngLat;
	/** District or street it lies in, when known. */
	readonly district?: string;
	readonly active: boolean;
	/** The newest of `times`. */
	readonly raisedAt: EpochMs;
	readonly clearedAt?: EpochMs;
	readonly acknowledged?: { readonly by: string; readonly at: EpochMs };
	readonly shelved?: Shelving;
	/** Came back from being shelved. */
	readonly unshelved?: true;
	/** The rule in words with its limits, and the values it was raised from. */
	readonly why: { readonly said: Words; readonly readings: readonly AlarmReading[]; readonly since: EpochMs };
	/** How often it was raised within its life (chatter). */
	readonly times: number;
	/** Group in a flood: cause, else rule. */
	readonly group: string;
	/** Where its readings come from: simulated alarms say so. */
	readonly origin: LayerOrigin;
	/** Counts up with every change of any alarm. */
	readonly rev: number;
}

/** More alarms in ten minutes than anyone can read. */
export interface AlarmFlood {
	readonly since: EpochMs;
	/** New ones in the last ten minutes. */
	readonly recent: number;
}

/** `GET /api/alarms?after=<rev>`: every alarm that changed since; all open ones without `after`. */
export interface AlarmList {
	/** Incarnation of the store: with another, forget what you have. */
	readonly epoch: number;
	readonly rev: number;
	readonly now: EpochMs;
	readonly alarms: readonly Alarm[];
	/** Ids that are closed since: cleared and acknowledged. */
	readonly closed: readonly string[];
	readonly flood?: AlarmFlood;
	/** When the newest alarm was raised, for the empty list. */
	readonly lastRaisedAt?: EpochMs;
}

/** A line of `GET /api/alarms/{id}/log`. */
export interface AlarmLogLine {
	readonly at: EpochMs;
	readonly what:
		| 'raised'
		| 'level'
		| 'again'
		| 'cleared'
		| 'acknowledged'
		| 'shelved'
		| 'unshelved'
		| 'closed'
		| 'comment';
	/** A person's role or name; `rule` for the engine, `clock` for the end of shelving. */
	readonly by: string;
	/** What the person wrote; `theme-off` when an alarm is closed because nobody judges its rule any more. */
	readonly text?: string;
	readonly level?: AlarmLevel;
}

/** Longest shelving by level, minutes. */
export const SHELVE_MINUTES: Readonly<Record<AlarmLevel, number>> = { 1: 15, 2: 60, 3: 480, 4: 480 };

export const SHELVE_REASONS = ['maintenance', 'known', 'nuisance', 'other'] as const;

/** `POST /api/alarms/{id}/act`. Answers with the alarm as it then is; 409 when the act does not fit its state. */
export const alarmAct = z.discriminatedUnion('act', [
	z.object({ act: z.literal('acknowledge'), by: z.string().min(1).max(80) }),
	z.object({
		act: z.literal('shelve'),
		by: z.string().min(1).max(80),
		minutes: z.number().int().min(1).max(480),
		reason: z.enum(SHELVE_REASONS),
		text: z.string().min(1).max(500),
		/** Who else agrees: level 1 only. */
		second: z.string().min(1).max(80).optional()
	}),
	z.object({ act: z.literal('unshelve'), by: z.string().min(1).max(80) }),
	z.object({ act: z.literal('comment'), by: z.string().min(1).max(80), text: z.string().min(1).max(2000) })
]);
export type AlarmAct = z.infer<typeof alarmAct>;
