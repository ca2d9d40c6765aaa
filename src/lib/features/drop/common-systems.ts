import { m } from '#lib/paraglide/messages.js';

/** Reference systems that are offered by name; any other may be typed. */
export const COMMON_SYSTEMS: readonly { readonly code: string; readonly title: () => string }[] = [
	{ code: 'EPSG:4326', title: m.drop_crs_wgs84 },
	{ code: 'EPSG:4490', title: m.drop_crs_cgcs2000 },
	{ code: 'EPSG:4547', title: () => m.drop_crs_gauss({ meridian: 114 }) },
	{ code: 'EPSG:4548', title: () => m.drop_crs_gauss({ meridian: 117 }) },
	{ code: 'EPSG:4549', title: () => m.drop_crs_gauss({ meridian: 120 }) },
	{ code: 'EPSG:3857', title: m.drop_crs_mercator },
	{ code: 'EPSG:32650', title: () => m.drop_crs_utm({ zone: '50N' }) },
	{ code: 'EPSG:32618', title: () => m.drop_crs_utm({ zone: '18N' }) },
	{ code: 'EPSG:2263', title: () => 'NAD83 / New York Long Island (ftUS)' },
	{ code: 'EPSG:27700', title: () => 'OSGB36 / British National Grid' }
];
