/** Usual column names, lower case with underscores, most telling first. */
export const LNG_NAMES = ['longitude', 'lng', 'lon', 'long', 'x_wgs84', 'geo_lon', 'stop_lon', 'x'];
export const LAT_NAMES = ['latitude', 'lat', 'y_wgs84', 'geo_lat', 'stop_lat', 'y'];
export const TIME_NAMES = [
	'created_date',
	'created_at',
	'datetime',
	'date_time',
	'timestamp',
	'time_stamp',
	'observed_at',
	'event_time',
	'requested_datetime',
	'opened_at',
	'start_time',
	'occurred_at',
	'crash_date',
	't'
];
export const DATE_NAMES = ['date', 'day', 'crash_date', 'event_date', 'accident_date'];
export const CLOCK_NAMES = ['time', 'hour', 'crash_time', 'event_time', 'accident_time'];
export const CATEGORY_NAMES = [
	'complaint_type',
	'category',
	'type',
	'kind',
	'fclass',
	'class',
	'service_name',
	'service_code',
	'primary_type',
	'event_type'
];
export const STATUS_NAMES = ['status', 'state'];
export const ID_NAMES = [
	'unique_key',
	'id',
	'uuid',
	'guid',
	'key',
	'case_number',
	'service_request_id',
	'osm_id',
	'fid'
];
