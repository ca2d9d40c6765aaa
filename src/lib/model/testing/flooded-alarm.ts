import type { Alarm } from '../alarm.ts';

/** An alarm of a flooded underpass, for tests, but for what is said of it. */
export const floodedAlarm = (said: Partial<Alarm>): Alarm => ({
	id: 'a',
	rule: 'water/underpass-flooded',
	ruleVersion: 1,
	theme: 'water',
	level: 2,
	title: { zh: '积水', en: 'Flooded' },
	consequence: { zh: '断行', en: 'Closed' },
	response: { zh: '封闭', en: 'Close it' },
	subject: { kind: 'layer', layer: 'underpasses' },
	name: 'Renmin Road',
	department: { zh: '水务局', en: 'Water' },
	active: true,
	raisedAt: 0,
	why: { said: { zh: '', en: '' }, readings: [], since: said.raisedAt ?? 0 },
	times: 1,
	group: 'rain',
	origin: 'simulated',
	rev: 1,
	...said
});
