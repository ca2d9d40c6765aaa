import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees, EpochMs, MetresPerSecond, Seconds } from '#lib/model/units.ts';

/** What can be made to happen, by name. */
export const INCIDENT_NAMES = [
	'rainstorm',
	'gas-leak',
	'metro-outage',
	'air-inversion',
	'crowd',
	'pole-outage',
	'sensor-failure'
] as const;
export type IncidentName = (typeof INCIDENT_NAMES)[number];

/** An incident that is under way. */
export interface Incident {
	readonly name: IncidentName;
	readonly since: EpochMs;
	readonly until: EpochMs;
	/** 0 to 1 at the world's instant: it comes, lasts and goes. */
	readonly strength: number;
	readonly place: LngLat;
}

export interface Weather {
	/** °C. */
	readonly temperature: number;
	/** 0 to 1. */
	readonly humidity: number;
	readonly wind: MetresPerSecond;
	/** Where it blows from. */
	readonly windFrom: Degrees;
	/** Part of the sky that clouds cover, 0 to 1. */
	readonly cloud: number;
	/** mm/h now. */
	readonly rain: number;
	/** mm in the last hour. */
	readonly rained: number;
	/** 0 open air to 1 a lid on the city that keeps what it breathes out. */
	readonly inversion: number;
	/** 0 night to 1 noon. */
	readonly daylight: number;
}

/** The city at one instant, as its devices find it. The same seed and instant give the same world. */
export interface World {
	readonly seed: number;
	readonly at: EpochMs;
	/** By the city's clock: hour with its fraction, 1 Monday to 7 Sunday. */
	readonly hour: number;
	readonly weekday: number;
	readonly dayOff: boolean;
	readonly weather: Weather;
	/** Incidents under way, and those that ended within the last day (strength 0): counters of today remember them. */
	readonly incidents: readonly Incident[];
	/** The incident of that name; undefined while it is not under way. */
	incident(name: IncidentName): Incident | undefined;
	/** The weather of another instant, under the same incidents: what rose or cooled since. */
	weatherAt(at: EpochMs): Weather;
	/** Another instant under the same incidents: for what depends on what was before. */
	worldAt(at: EpochMs): World;
	/** 0 free roads to 1 none moves, around a place. */
	congestion(place: LngLat): number;
	/** 0 to 1, always the same for the same words. */
	chance(...words: readonly (string | number)[]): number;
}

/** What a device sends. */
export interface DayMessage {
	readonly topic: string;
	readonly payload: Uint8Array;
	/** Observations in it. */
	readonly rows: number;
}

/** What a live layer is, for who has not heard of it: what is left out stays as others declared it. */
export interface FeedLayer {
	readonly id: string;
	readonly cls?: 'state' | 'event';
	readonly metrics?: readonly { readonly name: string; readonly unit: string }[];
	readonly moves?: boolean;
	readonly interval?: Seconds;
}

/** Devices of one kind: all that they send, in the payload of their standard. */
export interface Feed {
	/** Live layer that it makes. */
	readonly layer: string;
	/** Its layers in words, when they are more than `layer` with a row every so often. */
	readonly layers?: readonly FeedLayer[];
	/** How often each device speaks. Devices are spread over it, so that they do not all speak at once. */
	readonly every: Seconds;
	/** What is sent in the step that ends at the world's instant and began `step` before. */
	messages(world: World, step: Seconds): Iterable<DayMessage>;
}
