import type { Words } from './alarm-rule.ts';

/** Words of status that feeds say, in the languages of the interface. */
const STATUSES: Readonly<Record<string, Words>> = {
	moving: { zh: '行驶', en: 'moving' },
	stopped: { zh: '停止', en: 'stopped' },
	ok: { zh: '正常', en: 'in order' },
	smooth: { zh: '畅通', en: 'smooth' },
	'basically-smooth': { zh: '基本畅通', en: 'basically smooth' },
	'lightly-congested': { zh: '轻度拥堵', en: 'lightly congested' },
	'moderately-congested': { zh: '中度拥堵', en: 'moderately congested' },
	'heavily-congested': { zh: '严重拥堵', en: 'heavily congested' },
	open: { zh: '开启', en: 'open' },
	closed: { zh: '关闭', en: 'closed' },
	full: { zh: '已满', en: 'full' },
	on: { zh: '亮灯', en: 'on' },
	dimmed: { zh: '调光', en: 'dimmed' },
	off: { zh: '熄灭', en: 'off' },
	fault: { zh: '故障', en: 'fault' },
	fire: { zh: '起火', en: 'fire' },
	online: { zh: '在线', en: 'online' },
	offline: { zh: '离线', en: 'offline' },
	patrolling: { zh: '巡逻中', en: 'patrolling' },
	responding: { zh: '赶赴中', en: 'responding' },
	'on-scene': { zh: '在场处置', en: 'on scene' },
	moved: { zh: '移位', en: 'moved' },
	lockdown: { zh: '封控', en: 'lockdown' },
	'on-route': { zh: '行驶中', en: 'on route' },
	waiting: { zh: '待发', en: 'waiting' },
	done: { zh: '已完成', en: 'done' },
	car: { zh: '小客车', en: 'car' },
	taxi: { zh: '出租车', en: 'taxi' },
	truck: { zh: '货车', en: 'truck' },
	bus: { zh: '公交车', en: 'bus' }
};

/** Types of events: of incidents, of school gates, and the effects of GTFS-Realtime. */
const EVENT_TYPES: Readonly<Record<string, Words>> = {
	fire: { zh: '火情', en: 'fire' },
	explosion: { zh: '爆炸', en: 'explosion' },
	gasLeak: { zh: '燃气泄漏', en: 'gas leak' },
	crowdCrush: { zh: '踩踏', en: 'crowd crush' },
	crowding: { zh: '人群聚集', en: 'crowding' },
	violence: { zh: '暴力事件', en: 'violence' },
	drowning: { zh: '溺水', en: 'drowning' },
	buildingCollapse: { zh: '房屋倒塌', en: 'building collapse' },
	flooding: { zh: '积水内涝', en: 'flooding' },
	metroOutage: { zh: '地铁停运', en: 'metro outage' },
	lampsOut: { zh: '路灯熄灭', en: 'lamps out' },
	trafficAccident: { zh: '车辆刮擦', en: 'minor collision' },
	injuryAccident: { zh: '伤人事故', en: 'accident with injuries' },
	help: { zh: '群众求助', en: 'call for help' },
	dispute: { zh: '纠纷', en: 'dispute' },
	theft: { zh: '盗窃', en: 'theft' },
	waterMain: { zh: '供水管漏水', en: 'leaking water main' },
	fallenTree: { zh: '树木倒伏', en: 'fallen tree' },
	arrival: { zh: '进校', en: 'came in' },
	departure: { zh: '离校', en: 'went out' },
	NO_SERVICE: { zh: '停运', en: 'no service' },
	REDUCED_SERVICE: { zh: '减班', en: 'reduced service' },
	SIGNIFICANT_DELAYS: { zh: '严重延误', en: 'significant delays' },
	DETOUR: { zh: '改道', en: 'detour' },
	ADDITIONAL_SERVICE: { zh: '加班', en: 'additional service' },
	MODIFIED_SERVICE: { zh: '调整运营', en: 'modified service' },
	STOP_MOVED: { zh: '站点迁移', en: 'stop moved' },
	OTHER_EFFECT: { zh: '其他影响', en: 'other effect' },
	UNKNOWN_EFFECT: { zh: '影响不明', en: 'unknown effect' }
};

/** A word that we do not know stands as its source wrote it. */
const asWritten = (word: string): Words => {
	const text = word.replaceAll('_', ' ');
	return { zh: text, en: text };
};

export const statusWords = (word: string): Words => STATUSES[word] ?? asWritten(word);
export const eventTypeWords = (type: string): Words => EVENT_TYPES[type] ?? asWritten(type);
