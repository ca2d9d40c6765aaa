import type { LngLat } from './geometry.ts';
import type { Degrees, EpochMs, Metres, MetresPerSecond } from './units.ts';

/** What one entity of a live layer said at one instant. What is absent was not said and stays as it was. */
export interface Observation {
	readonly kind: 'observation';
	/** Live layer, when the message names it; else where it came in decides. */
	readonly layer?: string;
	/** The entity's own id in its source: a URN, a device or vehicle id. Unique within its layer. */
	readonly entity: string;
	/** When it was observed, by the source's clock. */
	readonly at: EpochMs;
	/** Source sequence: orders two observations of the same instant. */
	readonly seq?: number;
	/** WGS 84. */
	readonly position?: LngLat;
	readonly altitude?: Metres;
	readonly speed?: MetresPerSecond;
	/** Clockwise from north. */
	readonly heading?: Degrees;
	/** A word of the layer's own: `moving`, `stopped`, `ok`, `defectiveLamp`. */
	readonly status?: string;
	/** Measured values by metric name, each in the unit of `units`. */
	readonly values?: Readonly<Record<string, number>>;
	/** UCUM codes by metric name; a metric without one is a pure number (`1`). */
	readonly units?: Readonly<Record<string, string>>;
	/** Bits of `QUALITY` (wire/fields.ts) that the source claims of itself. */
	readonly quality?: number;
	/** Name for people. */
	readonly title?: string;
	/** `RRGGBB`, when the source gives the entity a colour of its own. */
	readonly colour?: string;
	/** The entity is gone: no longer in a full dataset, or said so. */
	readonly gone?: true;
}

/**
 * Entity of a row by which a source says that its layer has nothing at present: always `gone`, so it is never there,
 * and the layer is as fresh as the row. It makes no layer.
 */
export const NOBODY = 'nobody';

export const EVENT_SEVERITIES = ['extreme', 'severe', 'moderate', 'minor', 'unknown'] as const;
export type EventSeverity = (typeof EVENT_SEVERITIES)[number];

/** Something that happened or is announced: an alert, an incident. Never conflated. */
export interface EventRecord {
	readonly kind: 'event';
	readonly layer?: string;
	/** Unique in its layer together with `at`: a repeat is dropped. */
	readonly id: string;
	/** When it was issued. */
	readonly at: EpochMs;
	readonly from?: EpochMs;
	readonly until?: EpochMs;
	/** The source's own kind of thing: `Actual`, `Alert`, `trafficJam`. */
	readonly type: string;
	readonly severity: EventSeverity;
	/** Texts by language tag (`zh`, `en`, …; `und` when the source does not say). */
	readonly title: Readonly<Record<string, string>>;
	readonly text?: Readonly<Record<string, string>>;
	readonly position?: LngLat;
	/** GeoJSON-like rings, longitude first, of the areas concerned. */
	readonly areas?: readonly { readonly name?: string; readonly rings: readonly (readonly LngLat[])[] }[];
	/** Ids of events that this one replaces or ends. */
	readonly replaces?: readonly string[];
	readonly ends?: true;
	/** Facts of the source that have no place of their own, flat. */
	readonly facts?: Readonly<Record<string, string>>;
}

/** An event of the log with its offset, which resumes and deduplicates. */
export interface StoredEvent {
	readonly offset: number;
	readonly receivedAt: EpochMs;
	readonly event: EventRecord;
}

export type Row = Observation | EventRecord;

/** A record that could not be used: where in the message, and why in one sentence. */
export interface Rejected {
	/** `row 3`, `entity 000001`, `/features/4`, `byte 118`. */
	readonly place: string;
	readonly reason: string;
}

/** A message to whoever sent one: by MQTT, QoS 0. */
export interface Reply {
	readonly topic: string;
	readonly payload: Uint8Array;
}

/** What a message of a foreign format says. A bad record joins `rejected`, the rest go on. */
export interface Decoded {
	readonly rows: readonly Row[];
	readonly rejected: readonly Rejected[];
	/** Records by the format's own kinds, used and unused: `{ vehicle: 226, 'trip-update': 0 }`. */
	readonly counts: Readonly<Record<string, number>>;
	/** What the adapter must be given back with this source's next message (birth certificates, last full dataset). */
	readonly memory?: unknown;
	/** What the sender should be told in return. */
	readonly replies?: readonly Reply[];
}

export interface DecodeOptions {
	/** MQTT topic or HTTP path that the message came by. */
	readonly topic?: string;
	/** `memory` of this source's message before. */
	readonly memory?: unknown;
}

/** One foreign format. `decode` is pure and never throws for what is in the bytes: that becomes `rejected`. */
export interface Adapter {
	/** As on the command line: `ngsi-ld`. */
	readonly id: string;
	/** One English sentence. */
	readonly about: string;
	/** Live layer of rows when neither they nor their sender name one. */
	readonly layer?: string;
	/** Its rows are always of layers of its own (`vehicles`, `trips`): a sender's layer goes before them, `bus-vehicles`. */
	readonly ownLayers?: true;
	/** Addresses of further documents that a message only points to, with the places at which `decode` says so. */
	links?(bytes: Uint8Array): readonly { readonly place: string; readonly url: string }[];
	decode(bytes: Uint8Array, receivedAt: EpochMs, options?: DecodeOptions): Decoded;
}
