import { foreignUnit } from '../support/foreign-unit.ts';

/** What a column is for; a column without a role is a metric when its cells are numbers. */
export const ROLE_NAMES = {
	id: [
		'id',
		'entity',
		'entity_id',
		'device',
		'device_id',
		'deviceid',
		'sensor',
		'sensor_id',
		'station',
		'station_id',
		'vehicle_id',
		'编号',
		'设备编号',
		'设备',
		'站点编号',
		'站点',
		'车辆编号',
		'车牌号'
	],
	layer: ['layer', '图层'],
	at: [
		'at',
		'time',
		'timestamp',
		'datetime',
		'date_time',
		'observed_at',
		'时间',
		'观测时间',
		'采集时间',
		'上报时间',
		'日期时间'
	],
	date: ['date', '日期'],
	year: ['year', '年'],
	month: ['month', '月'],
	day: ['day', '日'],
	hour: ['hour', '时', '小时'],
	minute: ['minute', '分', '分钟'],
	seq: ['seq', '序号'],
	lng: ['lng', 'lon', 'long', 'longitude', '经度'],
	lat: ['lat', 'latitude', '纬度'],
	alt: ['alt', 'altitude', '高度', '海拔'],
	speed: ['speed', '速度'],
	heading: ['heading', 'bearing', 'course', 'direction', '方向', '方位角', '航向'],
	status: ['status', '状态'],
	title: ['title', 'name', '名称']
} as const;
export type Role = keyof typeof ROLE_NAMES;

const roles = new Map<string, Role>(
	Object.entries(ROLE_NAMES).flatMap(([role, names]) =>
		// The keys of the table are the roles.
		names.map((name): [string, Role] => [name, role as Role])
	)
);

export interface Column {
	readonly index: number;
	/** Without what stands in brackets behind it. */
	readonly name: string;
	readonly role?: Role;
	/** In brackets behind the name: a unit, or the zone of a time. */
	readonly bracket?: string;
	/** UCUM. */
	readonly unit?: string;
}

const BRACKETED = /^(.+?)\s*(?:\[([^\]]*)\]|\(([^)]*)\)|（([^）]*)）)$/;

/** Reads the header: `pm25 [ug/m3]`, `速度 (km/h)`, `time [+08:00]`. Of two columns for one role the first has it. */
export function readColumns(header: readonly string[]): readonly Column[] {
	const taken = new Set<Role>();
	const columns = header.map((text, index): Column => {
		const parts = BRACKETED.exec(text);
		const name = parts?.[1] ?? text;
		const bracket = parts?.[2] ?? parts?.[3] ?? parts?.[4];
		const known = roles.get(
			name
				.trim()
				.toLowerCase()
				.replace(/[\s-]+/g, '_')
		);
		const role = known !== undefined && !taken.has(known) ? known : undefined;
		if (role) taken.add(role);
		const unit = bracket === undefined ? undefined : foreignUnit(bracket);
		return {
			index,
			name,
			...(role ? { role } : {}),
			...(bracket === undefined ? {} : { bracket }),
			...(unit === undefined ? {} : { unit })
		};
	});
	// Parts of a date are times only together: a lone `day` or `hour` is a number like any other.
	const dated = (['year', 'month', 'day'] as const).every((part) => taken.has(part));
	const parts: readonly (Role | undefined)[] = ['year', 'month', 'day', 'hour', 'minute'];
	return dated
		? columns
		: columns.map(({ role, ...rest }) => (role && !parts.includes(role) ? { ...rest, role } : rest));
}
