import { z } from 'zod';

/** A city's id: it names a folder and stands in URLs. */
export const cityId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const degrees = z.number();
const lngLat = z.tuple([degrees.min(-180).max(180), degrees.min(-90).max(90)]);
const bbox = z.tuple([degrees, degrees, degrees, degrees]);

/** Where one looks from: the point on the ground in the middle of the picture, and how. */
export const camera = z.object({
	lng: z.number().min(-180).max(180),
	lat: z.number().min(-90).max(90),
	/** Web-mercator zoom at 512 px a tile. */
	zoom: z.number().min(0).max(24),
	/** Degrees from straight down. */
	pitch: z.number().min(0).max(85),
	/** Degrees clockwise from north. */
	bearing: z.number()
});
export type Camera = z.infer<typeof camera>;

/** First and last instant of a dataset, epoch ms. */
const timeSpan = z.object({ from: z.number(), to: z.number() });

const dataset = {
	/** Unique in the pack: `buildings`, `requests`, `boroughs`, `subway`, `taxi`. */
	id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,47}$/),
	title: z.object({ zh: z.string(), en: z.string() }),
	/** Relative to the pack's folder; always forward slashes. */
	file: z.string(),
	rows: z.number().int().nonnegative(),
	/** Who published the data: shown wherever they are. */
	attribution: z.string().optional()
};

/** A numeric or categorical column that charts, filters and recolouring may use. */
const column = z.object({
	name: z.string(),
	kind: z.enum(['number', 'category', 'time', 'text']),
	/** UCUM code, for numbers that have one. */
	unit: z.string().optional(),
	/** The source's own name of it for people. */
	title: z.object({ zh: z.string(), en: z.string() }).optional(),
	/** Its name and its words are its owner's: they are said as they are written, in every language. */
	verbatim: z.literal(true).optional()
});
export type DatasetColumn = z.infer<typeof column>;

const datasetSchema = z.discriminatedUnion('kind', [
	/** One row a building, row number = global building id. `footprints`: their outer rings, by the same rows. */
	z.object({
		kind: z.literal('buildings'),
		...dataset,
		columns: z.array(column),
		footprints: z.string().optional()
	}),
	/**
	 * Events or things at positions: Arrow with `t` (float64 epoch ms, nullable), `lng`, `lat`
	 * (float64, nullable), then `columns`.
	 */
	z.object({
		kind: z.literal('points'),
		...dataset,
		columns: z.array(column),
		span: timeSpan.optional(),
		withoutPosition: z.number().int().nonnegative(),
		/** The live layer whose observations the rows are; there is no file then. */
		stream: z.string().optional()
	}),
	/** Lines and areas with columns: Arrow as of `points`, and `geometry`, well-known binary of each row (nullable). */
	z.object({
		kind: z.literal('shapes'),
		...dataset,
		columns: z.array(column),
		span: timeSpan.optional(),
		withoutPosition: z.number().int().nonnegative()
	}),
	/**
	 * A thing that is drawn as it is: glTF, or 3D Tiles. `file` is the URL of its entry, `entry` the entry's path among
	 * `parts`, which are URLs by path. A pack has none; they are of one browser.
	 */
	z.object({
		kind: z.literal('model'),
		...dataset,
		format: z.enum(['gltf', 'tileset']),
		entry: z.string(),
		parts: z.record(z.string(), z.string()),
		/** Where it stands, heading in degrees clockwise from north; absent: where it says itself. */
		stands: z
			.object({
				lng: degrees,
				lat: degrees,
				heading: z.number(),
				scale: z.number().positive(),
				/** Its middle stands there, not its own origin. */
				centred: z.boolean()
			})
			.optional()
	}),
	/**
	 * Named polygons, GeoJSON. `nameProperty` says which property is the name; `namesEn`, where they have others in English
	 * and rows of points say which area they lie in, what each name is in English.
	 */
	z.object({
		kind: z.literal('areas'),
		...dataset,
		nameProperty: z.string().optional(),
		namesEn: z.record(z.string(), z.string()).optional()
	}),
	/** Timetable: folder of Arrow files, see docs/pack-format.md. */
	z.object({
		kind: z.literal('transit'),
		...dataset,
		timezone: z.string(),
		/** First and last service day, YYYY-MM-DD. */
		service: z.object({ from: z.string(), to: z.string() }),
		realtime: z.array(z.object({ file: z.string(), at: z.number() }))
	}),
	/** Recorded journeys with a time per vertex, in seconds on an axis whose date may be unknown. */
	z.object({
		kind: z.literal('trips'),
		...dataset,
		/** Seconds, first and last of the recording. */
		seconds: z.object({ from: z.number(), to: z.number() }),
		/** Epoch ms of second 0 when the source says it. */
		startsAt: z.number().optional()
	}),
	/** Road graph: nodes and links, Arrow. */
	z.object({ kind: z.literal('roads'), ...dataset })
]);
export type Dataset = z.infer<typeof datasetSchema>;
export type DatasetOf<K extends Dataset['kind']> = Extract<Dataset, { kind: K }>;

/** `city.json`, the front page of a city pack. Written last: a pack without it does not serve. */
export const cityManifest = z.object({
	format: z.literal(1),
	id: cityId,
	name: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
	/** Hash of the pack's contents; part of every pack URL, so that all of it may be cached for ever. */
	version: z.string().regex(/^[0-9a-f]{12}$/),
	createdAt: z.iso.datetime(),
	bbox,
	/** Origin of the scene's metres. */
	anchor: lngLat,
	/** The first view. */
	home: camera,
	/** The densest part of what is built, as an oblong: by it wide pictures choose their first view. */
	builtUp: z
		.object({
			lng: z.number(),
			lat: z.number(),
			/** Length and width, metres. */
			along: z.number().positive(),
			across: z.number().positive(),
			/** Degrees clockwise from north that one looks to see its length across the picture and most of the city behind. */
			facing: z.number()
		})
		.optional(),
	/** IANA name. */
	timezone: z.string(),
	attribution: z.array(z.string()),
	/** True for demo cities: said on screen. */
	fictional: z.boolean(),
	datasets: z.array(datasetSchema),
	scene: z.object({
		/** 3D Tiles 1.1, or absent when the pack has no buildings. */
		buildings: z
			.object({ tileset: z.string(), count: z.number().int().nonnegative(), maxHeight: z.number() })
			.optional(),
		ground: z.object({ tileset: z.string() }).optional(),
		/** Hills where nothing is built; the ground of the city itself is level. */
		terrain: z.object({ tileset: z.string() }).optional(),
		/** Sky visibility of the ground, see docs/pack-format.md. */
		visibility: z
			.object({
				image: z.string(),
				bbox,
				metresPerPixel: z.number(),
				/** Its rectangle in the anchor's `LocalFrame`, metres: south-west corner, size. Row 0 is north. */
				east0: z.number(),
				north0: z.number(),
				width: z.number(),
				height: z.number()
			})
			.optional(),
		/** Labels of places and streets, JSON. */
		labels: z.string().optional()
	}),
	/** Heights of the ground for models: a table of cells, row by row from the south-west; see docs/pack-format.md. */
	heights: z
		.object({
			file: z.string(),
			/** South-west corner of the grid. */
			west: degrees,
			south: degrees,
			/** Size of a cell. */
			stepLng: degrees.positive(),
			stepLat: degrees.positive(),
			columns: z.number().int().positive(),
			rows: z.number().int().positive()
		})
		.optional(),
	/** SQLite with full-text index of names and addresses; read by the server only. */
	search: z.string().optional()
});
export type CityManifest = z.infer<typeof cityManifest>;

/** One label of `labels.json`. Lower rank is more important. */
export interface CityLabel {
	readonly text: string;
	/** In English, when the source says it and it is another. */
	readonly english?: string;
	readonly kind: 'place' | 'district' | 'water' | 'park' | 'street';
	readonly rank: number;
	readonly lng: number;
	readonly lat: number;
	/** Streets: degrees clockwise from north of the street there. */
	readonly bearing?: number;
}

/** One answer of `GET /api/search?q=`. */
export interface SearchHit {
	readonly kind: 'building' | 'address' | 'street' | 'place' | 'poi' | 'stop';
	readonly name: string;
	/** What tells it from others of the same name: street, district. */
	readonly context: string;
	readonly lng: number;
	readonly lat: number;
	/** Global building id when it is, or lies in, a building. */
	readonly building?: number;
}
