import { z } from 'zod';

const lngLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const ring = z.array(lngLat).min(3).max(500);
const people = z.number().min(0).max(10_000_000);
const hour = z.number().min(0).max(24);

/** Rows of the pack's `roads/links.arrow`. */
const links = z.array(z.number().int().nonnegative()).min(1).max(2000);

/** What a facility is for, in the words of the pack's `facilities.kind`; other words are kept and matched as they are. */
export const facilityKind = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

const facility = {
	facility: facilityKind,
	name: z.string().max(80).optional(),
	/** Places, beds, square metres: what the kind counts. */
	capacity: z.number().positive().optional()
};

/** One change to the city. Several of one thing hold in their order: the later one wins. */
export const scenarioEdit = z.discriminatedUnion('kind', [
	/** Roads as they are, otherwise: what is absent stays. Closed wins over all else. */
	z.object({
		kind: z.literal('road'),
		links,
		closed: z.boolean().optional(),
		/** All directions together. */
		lanes: z.number().int().min(1).max(16).optional(),
		/** Vehicles an hour and direction. */
		capacity: z.number().positive().max(50_000).optional(),
		/** km/h */
		maxSpeed: z.number().positive().max(200).optional(),
		/** Of the link as it is drawn, `from` to `to`. */
		direction: z.enum(['both', 'forward', 'backward']).optional(),
		/** Part of the time that a signal at its end is green. */
		greenShare: z.number().min(0.05).max(1).optional()
	}),
	/** A new road from its first point to its last; each end joins the nearest node within 40 m. */
	z.object({
		kind: z.literal('road-add'),
		line: z.array(lngLat).min(2).max(200),
		class: z.string().max(40),
		lanes: z.number().int().min(1).max(16),
		maxSpeed: z.number().positive().max(200),
		/** Vehicles an hour and direction; by class and lanes when absent. */
		capacity: z.number().positive().max(50_000).optional(),
		oneway: z.boolean().optional(),
		name: z.string().max(80).optional()
	}),
	/** A block of building: its footprint, how high, and who is in it. */
	z.object({
		kind: z.literal('building-add'),
		ring,
		/** Metres. */
		height: z.number().positive().max(1500),
		levels: z.number().int().min(1).max(300),
		use: z.string().max(40),
		residents: people.optional(),
		jobs: people.optional()
	}),
	/** Global building ids. */
	z.object({
		kind: z.literal('building-remove'),
		buildings: z.array(z.number().int().nonnegative()).min(1).max(5000)
	}),
	/** More people, or fewer, at a place: housing and jobs without the drawing of them. */
	z.object({
		kind: z.literal('people'),
		at: lngLat,
		residents: z.number().min(-10_000_000).max(10_000_000).optional(),
		jobs: z.number().min(-10_000_000).max(10_000_000).optional()
	}),
	z.object({ kind: z.literal('facility-add'), at: lngLat, ...facility }),
	/** Rows of the pack's facilities dataset. */
	z.object({
		kind: z.literal('facility-remove'),
		rows: z.array(z.number().int().nonnegative()).min(1).max(2000)
	}),
	/** A line of public transport, both ways, by headway. Its stops are where the stops are said to be. */
	z.object({
		kind: z.literal('line-add'),
		name: z.string().min(1).max(80),
		mode: z.enum(['bus', 'tram', 'metro']),
		stops: z.array(lngLat).min(2).max(100),
		/** Minutes between two departures. */
		headway: z.number().min(1).max(120),
		/** km/h, stops included. */
		speed: z.number().min(5).max(120),
		from: hour,
		to: hour
	}),
	/**
	 * A stop more on a line of the pack's timetables: trips of that line that come by there halt, and are later from
	 * there on; where it lies beyond the line's end they go on to it.
	 */
	z.object({
		kind: z.literal('stop-add'),
		dataset: z.string().max(48),
		route: z.string().max(200),
		at: lngLat,
		name: z.string().max(80).optional(),
		/** Seconds that a vehicle stands there. */
		dwell: z.number().min(0).max(1800),
		/** Seconds more of driving than passing by takes: braking, moving off, the way round. */
		slower: z.number().min(0).max(3600)
	}),
	/** By `route_id` in one of the pack's timetables. */
	z.object({ kind: z.literal('line-remove'), dataset: z.string().max(48), route: z.string().max(200) }),
	/** By `stop_id`: nothing halts there. */
	z.object({ kind: z.literal('stop-remove'), dataset: z.string().max(48), stop: z.string().max(200) }),
	/** Trips by car, all or those that begin or end at a place, times a factor. */
	z.object({
		kind: z.literal('demand'),
		factor: z.number().min(0).max(10),
		at: lngLat.optional(),
		/** Metres around `at`. */
		within: z.number().positive().max(50_000).optional()
	}),
	/** Evenly over the city. */
	z.object({
		kind: z.literal('rain'),
		/** mm/h */
		intensity: z.number().min(0).max(300),
		hours: z.number().min(0.1).max(72)
	}),
	/** Metres that rivers and lakes stand above their usual level. */
	z.object({ kind: z.literal('river'), rise: z.number().min(-5).max(20) }),
	/** Level of all lamps, or those within a ring, by hour of the day: 0 dark, 1 full. */
	z.object({
		kind: z.literal('lamps'),
		within: ring.optional(),
		schedule: z
			.array(z.object({ from: hour, to: hour, level: z.number().min(0).max(1) }))
			.min(1)
			.max(24)
	}),
	/** Something gets into the air at a place. */
	z.object({
		kind: z.literal('release'),
		at: lngLat,
		/** CAS-like key of the plume model's table of substances. */
		substance: z.string().max(40),
		/** Grams a second. */
		rate: z.number().positive().max(1e7),
		/** Metres above the ground. */
		height: z.number().min(0).max(500),
		minutes: z.number().positive().max(1440)
	}),
	/** A planned district: what is to stand inside the ring, without the drawing of every building. */
	z.object({
		kind: z.literal('district'),
		name: z.string().min(1).max(80),
		ring,
		/** Square metres of floor, by use: `housing`, `office`, `retail`, `industry`, `public`. */
		floorArea: z.partialRecord(
			z.enum(['housing', 'office', 'retail', 'industry', 'public']),
			z.number().min(0).max(1e9)
		),
		residents: people,
		jobs: people,
		/** How many of each kind; they are spread over the ring. */
		facilities: z.record(facilityKind, z.number().int().min(0).max(10_000)),
		/** What stands there now goes. */
		clears: z.boolean()
	})
]);
export type ScenarioEdit = z.infer<typeof scenarioEdit>;
export type ScenarioEditOf<K extends ScenarioEdit['kind']> = Extract<ScenarioEdit, { kind: K }>;
