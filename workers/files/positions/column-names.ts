/** Pairs of usual names, the most telling first: lower case, words joined by underscores. */
const PAIRS: readonly (readonly [x: string, y: string])[] = [
	['longitude', 'latitude'],
	['lng', 'lat'],
	['lon', 'lat'],
	['long', 'lat'],
	['经度', '纬度'],
	['wgs84_lng', 'wgs84_lat'],
	['wgs84_lon', 'wgs84_lat'],
	['lng_wgs84', 'lat_wgs84'],
	['x_wgs84', 'y_wgs84'],
	['geo_lon', 'geo_lat'],
	['stop_lon', 'stop_lat'],
	['start_lng', 'start_lat'],
	['gcj02_lng', 'gcj02_lat'],
	['lng_gcj02', 'lat_gcj02'],
	['gcj_lng', 'gcj_lat'],
	['bd09_lng', 'bd09_lat'],
	['lng_bd09', 'lat_bd09'],
	['bd_lng', 'bd_lat'],
	['easting', 'northing'],
	['x_coordinate', 'y_coordinate'],
	['x_coord', 'y_coord'],
	['xcoord', 'ycoord'],
	['point_x', 'point_y'],
	['coord_x', 'coord_y'],
	['横坐标', '纵坐标'],
	['x坐标', 'y坐标'],
	['x', 'y']
];

/** The name without unit and spelling. */
export const plainName = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[([（【].*$/u, '')
		.trim()
		.replace(/[\s-]+/g, '_');

/** The two columns that say where rows are. Undefined when no pair of usual names is there; both must hold numbers. */
export function positionColumns(
	names: readonly string[]
): { readonly x: string; readonly y: string } | undefined {
	const plain = names.map(plainName);
	for (const [x, y] of PAIRS) {
		const [atX, atY] = [plain.indexOf(x), plain.indexOf(y)];
		if (atX >= 0 && atY >= 0) return { x: names[atX] as string, y: names[atY] as string };
	}
	// A word before or after: pickup_longitude, longitude_start.
	for (const [x, y] of PAIRS.slice(0, 5)) {
		const matches = (end: string) => (name: string) => name.endsWith(`_${end}`) || name.startsWith(`${end}_`);
		const atX = plain.findIndex(matches(x));
		const wanted = atX < 0 ? '' : (plain[atX] as string).replace(x, y);
		const atY = plain.indexOf(wanted);
		if (atX >= 0 && atY >= 0) return { x: names[atX] as string, y: names[atY] as string };
	}
	return undefined;
}

/** Columns that say when rows were, the most telling first. */
const TIMES = [
	'time',
	'timestamp',
	'datetime',
	'date_time',
	'created_date',
	'created_at',
	'observed_at',
	'event_time',
	'occurred_at',
	'start_time',
	'crash_date',
	't',
	'date',
	'时间',
	'日期',
	'采集时间',
	'上报时间',
	'创建时间',
	'发生时间'
];

/** The column that is a row's time: one of the usual names, else the first of times. */
export function timeColumn(names: readonly string[]): string | undefined {
	const plain = names.map(plainName);
	for (const usual of TIMES) {
		const at = plain.indexOf(usual);
		if (at >= 0) return names[at];
	}
	return names[0];
}

/** Whether numbers of this name may be epochs. */
export const soundsLikeTime = (name: string): boolean =>
	/(^|_)(t|ts|time|timestamp|epoch|date|at)($|_)|时间/.test(plainName(name));
