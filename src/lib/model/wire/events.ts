import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { EpochMs } from '../units.ts';
import type { LiveLayerStatus } from '../live.ts';

/** The socket contract: namespace, events and what they carry. Everything received is parsed by these. */
export const LIVE_NAMESPACE = '/live';
export const PROTOCOL_VERSION = 1;
export const LIMITS = {
	/** Bytes of one message to the server. */
	inboundBytes: 256 * 1024,
	/** Frames on their way to a client that it has not yet applied, per subscription. */
	credit: 2,
	maxCredit: 16,
	subscriptions: 64,
	/** A client that applies nothing for so long is sent away. */
	slowMs: 60_000,
	/** Messages that are not understood before the connection ends. */
	badMessages: 100
} as const;

const sid = z.number().int().min(1).max(65535);
const layer = z.string().min(1).max(64);
const revision = z.number().int().nonnegative();

/** One layer, whole city. `rev` with the right epoch resumes by difference. */
export const subscribeRequest = z.object({
	sid,
	cls: z.literal('state'),
	layer,
	credit: z.number().int().min(1).max(LIMITS.maxCredit).default(LIMITS.credit)
});
export const helloRequest = z.object({
	v: z.array(z.number().int()).min(1).max(16),
	client: z.string().max(120),
	resume: z
		.object({
			epoch: z.number().int().min(0).max(0xffffffff),
			subs: z.array(z.object({ sid, spec: subscribeRequest, rev: revision })).max(LIMITS.subscriptions)
		})
		.optional()
});
export const unsubscribeRequest = z.object({ sid });
/** Cumulative: everything of `sid` up to `seq` was applied. */
export const acknowledgement = z.object({
	a: z.array(z.tuple([sid, z.number().int().min(0).max(0xffffffff)])).max(LIMITS.subscriptions)
});
export const timeRequest = z.object({ c0: z.number() });
export const entityRequest = z.object({ layer, idx: z.number().int().min(0).max(0xffffffff) });

export type HelloRequest = z.input<typeof helloRequest>;
export type SubscribeRequest = z.input<typeof subscribeRequest>;
export type UnsubscribeRequest = z.input<typeof unsubscribeRequest>;
export type Acknowledgement = z.input<typeof acknowledgement>;
export type TimeRequest = z.input<typeof timeRequest>;
export type EntityRequest = z.input<typeof entityRequest>;

/** A layer as the server knows it: its status (age rules are the server's) and how to read its frames. */
export interface LayerInfo extends Omit<LiveLayerStatus, 'trueDateShift' | 'newestAt'> {
	readonly schemaId: number;
	/** Grows when the dictionary does. */
	readonly dictVer: number;
	/** Absent when unknown: JSON has no undefined. */
	readonly newestAt: EpochMs | null;
	readonly trueDateShift: number | null;
}

export interface Refusal {
	readonly err: string;
	readonly code: ErrorCode;
}
export type ResumeHow = 'delta' | 'snapshot' | 'gap';
export interface HelloReply {
	readonly v: number;
	readonly epoch: number;
	readonly now: EpochMs;
	readonly tickHz: number;
	readonly layers: readonly LayerInfo[];
	readonly limits: typeof LIMITS;
	readonly resumed: readonly { readonly sid: number; readonly how: ResumeHow }[];
}
export interface SubscribeReply {
	readonly ok: true;
	readonly schemaId: number;
	readonly rev: number;
}
export interface TimeReply {
	readonly c0: number;
	/** Server clock at receipt and at reply. */
	readonly s1: EpochMs;
	readonly s2: EpochMs;
}
/** Facts about one entity at this moment, by message key. */
export interface EntityReply {
	readonly facts: readonly { readonly key: string; readonly value: string }[];
	readonly dataAt?: EpochMs;
}
export type Control =
	| { readonly t: 'status'; readonly layers: readonly LayerInfo[] }
	| { readonly t: 'degraded'; readonly reason: 'slow' }
	| { readonly t: 'draining' };

export interface ServerToClientEvents {
	f: (frame: ArrayBuffer | Uint8Array) => void;
	ctl: (control: Control) => void;
}
export interface ClientToServerEvents {
	hello: (request: HelloRequest, reply: (answer: HelloReply | Refusal) => void) => void;
	sub: (request: SubscribeRequest, reply: (answer: SubscribeReply | Refusal) => void) => void;
	unsub: (request: UnsubscribeRequest, reply: (answer: { ok: true } | Refusal) => void) => void;
	k: (request: Acknowledgement) => void;
	time: (request: TimeRequest, reply: (answer: TimeReply | Refusal) => void) => void;
	entity: (request: EntityRequest, reply: (answer: EntityReply | Refusal) => void) => void;
}

/** True for a reply that says no. */
export const isRefusal = (answer: object): answer is Refusal => 'err' in answer;
