/** Reference systems by EPSG code, as PROJ text. */
const known = new Map<number, string>();

const GRS80 = '+ellps=GRS80 +units=m +no_defs';
const ZERO = '+towgs84=0,0,0,0,0,0,0';
const LNG_LAT = '+proj=longlat +datum=WGS84 +no_defs';

const transverse = (meridian: number, east: number, rest: string, scale = 1, lat = 0, north = 0) =>
	`+proj=tmerc +lat_0=${lat} +lon_0=${meridian} +k=${scale} +x_0=${east} +y_0=${north} ${rest}`;

/** Geographic ones that agree with WGS 84 to a metre; 4979, 4937, 6697 and 10162 have heights as well. */
for (const code of [4326, 4979, 4258, 4937, 4269, 4490, 6668, 6697, 7844, 10162]) known.set(code, LNG_LAT);

for (let zone = 1; zone <= 60; zone++) {
	known.set(32600 + zone, `+proj=utm +zone=${zone} +datum=WGS84 +units=m +no_defs`);
	known.set(32700 + zone, `+proj=utm +zone=${zone} +south +datum=WGS84 +units=m +no_defs`);
}
for (let zone = 28; zone <= 38; zone++) known.set(25800 + zone, `+proj=utm +zone=${zone} ${GRS80} ${ZERO}`);
for (let zone = 1; zone <= 23; zone++) known.set(26900 + zone, `+proj=utm +zone=${zone} ${GRS80} ${ZERO}`);

/** CGCS2000 Gauss-Kruger: zones of six and of three degrees, eastings with the zone's number before them and without. */
const CGCS = `+ellps=GRS80 ${ZERO} +units=m +no_defs`;
for (let index = 0; index <= 10; index++) {
	const meridian = 75 + 6 * index;
	known.set(4491 + index, transverse(meridian, (13 + index) * 1e6 + 500_000, CGCS));
	known.set(4502 + index, transverse(meridian, 500_000, CGCS));
}
for (let index = 0; index <= 20; index++) {
	const meridian = 75 + 3 * index;
	known.set(4513 + index, transverse(meridian, (25 + index) * 1e6 + 500_000, CGCS));
	known.set(4534 + index, transverse(meridian, 500_000, CGCS));
}

/** Japan's plane rectangular systems I to XIX of JGD2011. */
const JAPAN: readonly (readonly [lat: number, lng: number])[] = [
	[33, 129.5],
	[33, 131],
	[36, 132.16666666666666],
	[33, 133.5],
	[36, 134.33333333333334],
	[36, 136],
	[36, 137.16666666666666],
	[36, 138.5],
	[36, 139.83333333333334],
	[40, 140.83333333333334],
	[44, 140.25],
	[44, 142.25],
	[44, 144.25],
	[26, 142],
	[26, 127.5],
	[26, 124],
	[26, 131],
	[20, 136],
	[26, 154]
];
JAPAN.forEach(([lat, lng], index) =>
	known.set(6669 + index, transverse(lng, 0, `${GRS80} ${ZERO}`, 0.9999, lat))
);

const NEW_YORK =
	'+proj=lcc +lat_0=40.1666666666667 +lon_0=-74 +lat_1=41.0333333333333 +lat_2=40.6666666666667';
const FEET = `+ellps=GRS80 ${ZERO} +units=us-ft +no_defs`;
const DUTCH =
	'+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,1.9342,-1.6677,9.1019,4.0725 +units=m +no_defs';
const SWISS =
	'+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs';

for (const [code, text] of [
	[
		3857,
		'+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs'
	],
	[3395, '+proj=merc +lon_0=0 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs'],
	/** Great Britain. */
	[
		27700,
		transverse(
			-2,
			400_000,
			'+ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
			0.9996012717,
			49,
			-100_000
		)
	],
	/** New York: Long Island in feet and metres, east, central, west in feet. */
	[2263, `${NEW_YORK} +x_0=300000 +y_0=0 ${FEET}`],
	[32118, `${NEW_YORK} +x_0=300000 +y_0=0 ${GRS80} ${ZERO}`],
	[6539, `${NEW_YORK} +x_0=300000 +y_0=0 ${FEET}`],
	[2260, transverse(-74.5, 150_000, FEET, 0.9999, 38.8333333333333)],
	[2261, transverse(-76.5833333333333, 250_000, FEET, 0.9999375, 40)],
	[2262, transverse(-78.5833333333333, 350_000, FEET, 0.9999375, 40)],
	/** France, the Netherlands (7415 with heights), Switzerland, Europe, Finland. */
	[2154, `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${GRS80} ${ZERO}`],
	[28992, DUTCH],
	[7415, DUTCH],
	[2056, `${SWISS} +x_0=2600000 +y_0=1200000`],
	[21781, `${SWISS} +x_0=600000 +y_0=200000`],
	[3035, `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 ${GRS80} ${ZERO}`],
	[3067, `+proj=utm +zone=35 ${GRS80} ${ZERO}`]
] as const)
	known.set(code, text);

/** PROJ text of a code; undefined when it is not one of these. */
export const projOf = (code: number): string | undefined => known.get(code);

/** Every code there is. */
export const EPSG_CODES: readonly number[] = [...known.keys()];
