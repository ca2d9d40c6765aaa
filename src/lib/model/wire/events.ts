import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { EpochMs } from '../units.ts';
import type { LiveLayerStatus } from '../live.ts';
import type { DataClock } from '../live-layer.ts';
import type { ClockState } from '../clock.ts';
import { bboxSchema } from '../geometry.ts';

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
	badMessages: 100,
	/** Tiles of one subscription; more, and a coarser level is taken. */
	tiles: 64,
	/** Events on their way to a client before it is told of a gap and fetches over HTTP. */
	events: 1000
} as const;

const sid = z.number().int().min(1).max(65535);
const layer = z.string().min(1).max(64);
const revision = z.number().int().nonnegative();

/** What a subscription looks at; without it, everything. `z`: web-mercator zoom at 512 px a tile. */
const area = z.object({ bbox: bboxSchema, z: z.number().min(0).max(24) });
/** How much of a state layer comes: 0 = counts by tile, 1 = decimated, once a second, 2 = everything. */
const lod = z.union([z.literal(0), z.literal(1), z.literal(2)]);

export const subscribeRequest = z.object({
	sid,
	cls: z.enum(['state', 'event']),
	layer,
	area: area.optional(),
	lod: lod.default(2),
	/** Messages of states on their way at once; of events, LIMITS.events are. */
	credit: z.number().int().min(1).max(LIMITS.maxCredit).default(LIMITS.credit),
	/** Events: the newest offset that the client has; absent: only what comes from now on. */
	after: revision.optional()
});
export const helloRequest = z.object({
	v: z.array(z.number().int()).min(1).max(16),
	client: z.string().max(120),
	/** Proves rights to restricted layers. */
	token: z.string().max(200).optional(),
	resume: z
		.object({
			epoch: z.number().int().min(0).max(0xffffffff),
			/** `rev`: revision of a layer of states, offset of one of events. */
			subs: z.array(z.object({ sid, spec: subscribeRequest, rev: revision })).max(LIMITS.subscriptions)
		})
		.optional()
});
export const viewRequest = z.object({ sid, ...area.shape });
export const unsubscribeRequest = z.object({ sid });
/** A clock that several displays share (a wall's replay): whoever may, sets it, and all who follow it are told. */
export const clockRequest = z.object({
	clockId: z.string().regex(/^[a-z0-9-]{1,48}$/),
	/** Absent: only follow. */
	set: z
		.object({
			mode: z.enum(['live', 'replay']),
			eventAt: z.number(),
			serverAt: z.number(),
			speed: z.number().min(-3600).max(3600),
			playing: z.boolean()
		})
		.optional()
});
/** Cumulative: everything of `sid` up to `seq` was applied. */
export const acknowledgement = z.object({
	a: z.array(z.tuple([sid, z.number().int().min(0).max(0xffffffff)])).max(LIMITS.subscriptions)
});
export const timeRequest = z.object({ c0: z.number() });
export const entityRequest = z.object({ layer, idx: z.number().int().min(0).max(0xffffffff) });

export type HelloRequest = z.input<typeof helloRequest>;
export type SubscribeRequest = z.input<typeof subscribeRequest>;
export type ViewRequest = z.input<typeof viewRequest>;
export type ClockRequest = z.input<typeof clockRequest>;
export type UnsubscribeRequest = z.input<typeof unsubscribeRequest>;
export type Acknowledgement = z.input<typeof acknowledgement>;
export type TimeRequest = z.input<typeof timeRequest>;
export type EntityRequest = z.input<typeof entityRequest>;

/** A layer as the server knows it: its status (age rules are the server's) and how to read its frames. */
export interface LayerInfo extends Omit<LiveLayerStatus, 'trueDateShift' | 'newestAt'> {
	readonly schemaId: number;
	/** Events: offset of the newest that is handed out. */
	readonly offset: number | null;
	/** Grows when the dictionary does. */
	readonly dictVer: number;
	/** Absent when unknown: JSON has no undefined. */
	readonly newestAt: EpochMs | null;
	readonly trueDateShift: number | null;
	/** Fed by a dated recording: its date at any instant follows from this, as a replay needs it. */
	readonly dataClock?: DataClock;
}

/** News that a page fetches by HTTP: `GET /api/{what}`. */
export interface Changed {
	readonly what: 'alarms' | 'themes' | 'indicators' | 'notes' | 'briefings' | 'walls' | 'scenarios';
	/** Grows with each change. */
	readonly rev: number;
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
	/** The newest of everything that is fetched: it may have changed while there was no link. */
	readonly changed: readonly Changed[];
}
export interface SubscribeReply {
	readonly ok: true;
	readonly schemaId: number;
	readonly rev: number;
	/** Tiles that come from now on, web-mercator XYZ; null = everything. Entities without a position are in no tile. */
	readonly tiles: { readonly z: number; readonly xy: readonly (readonly [number, number])[] } | null;
}
/** A private frame follows with what entered and, as removed, what left. */
export type ViewReply = Pick<SubscribeReply, 'rev' | 'tiles'>;
/** `GET /api/live`: what a hello answers, for who wants no socket because nothing may move. */
export type LiveStanding = Pick<HelloReply, 'epoch' | 'now' | 'tickHz' | 'layers'>;
export interface TimeReply {
	readonly c0: number;
	/** Server clock at receipt and at reply. */
	readonly s1: EpochMs;
	readonly s2: EpochMs;
}
/** Facts about one entity at this moment, by message key. */
export interface EntityReply {
	readonly facts: readonly { readonly key: string; readonly value: string }[];
	/** When each metric was last said, by column; null = never. Absent when the layer has none. */
	readonly metricsAt?: readonly (EpochMs | null)[];
	readonly dataAt?: EpochMs;
}
export type Control =
	/** `halted`: since then nothing that is sent in can be kept, and logged layers stand still. */
	| { readonly t: 'status'; readonly layers: readonly LayerInfo[]; readonly halted?: EpochMs }
	| { readonly t: 'degraded'; readonly reason: 'slow' }
	| { readonly t: 'draining' }
	/** A layer appeared or its metrics or statuses changed. */
	| { readonly t: 'layers'; readonly layers: readonly LayerInfo[] }
	/** Dictionary rows from `from` on are new or changed. */
	| { readonly t: 'dict'; readonly layer: string; readonly dictVer: number; readonly from: number }
	/** Events after `after` up to `to` were not sent: `GET /api/events/{layer}?after=`. */
	| {
			readonly t: 'gap';
			readonly sid: number;
			readonly layer: string;
			readonly after: number;
			readonly to: number;
	  }
	/** Everything known of the subscription is void; a snapshot follows while the layer is still there for us. */
	| { readonly t: 'reset'; readonly sid: number }
	/** Something that is fetched by HTTP is another one now; said at most five times a second. */
	| ({ readonly t: 'changed' } & Changed)
	| { readonly t: 'clock'; readonly clockId: string; readonly clock: ClockState };

export interface ServerToClientEvents {
	f: (frame: ArrayBuffer | Uint8Array) => void;
	ctl: (control: Control) => void;
}
export interface ClientToServerEvents {
	hello: (request: HelloRequest, reply: (answer: HelloReply | Refusal) => void) => void;
	sub: (request: SubscribeRequest, reply: (answer: SubscribeReply | Refusal) => void) => void;
	view: (request: ViewRequest, reply: (answer: ViewReply | Refusal) => void) => void;
	clock: (request: ClockRequest, reply: (answer: { ok: true; clock: ClockState } | Refusal) => void) => void;
	unsub: (request: UnsubscribeRequest, reply: (answer: { ok: true } | Refusal) => void) => void;
	k: (request: Acknowledgement) => void;
	time: (request: TimeRequest, reply: (answer: TimeReply | Refusal) => void) => void;
	entity: (request: EntityRequest, reply: (answer: EntityReply | Refusal) => void) => void;
}

/** True for a reply that says no. */
export const isRefusal = (answer: object): answer is Refusal => 'err' in answer;
