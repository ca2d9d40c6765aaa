import type { ResultNote } from '#lib/model/scenario/result.ts';
import type { AccessAnswer } from '../answer.ts';

/** What a reader must know beside the numbers. `day`: the service day of the timetables; empty without any. */
export function accessNotes(answer: AccessAnswer, day: string): ResultNote[] {
	const { settings, services, unknown, zones, places, flooded, cutOff } = answer;
	const notes: ResultNote[] = [];
	const say = (gravity: ResultNote['gravity'], zh: string, en: string) =>
		notes.push({ gravity, words: { zh, en } });
	if (unknown.length > 0)
		say(
			'warning',
			`数据中没有以下设施，未计入生活圈：${unknown.map(({ title }) => title.zh).join('、')}。`,
			`The data know none of these, so the life circle is counted without them: ${unknown.map(({ title }) => title.en).join(', ')}.`
		);
	if (zones.counted === 'by floor area')
		say(
			'warning',
			'数据中没有人口，居民数按建筑面积估算。',
			'The data do not count people: residents are estimated from floor area.'
		);
	if (services.some(({ service }) => service.uses))
		say('note', '商业类建筑视为商业网点。', 'Buildings used for retail count as shops.');
	if (settings.mode === 'transit')
		say(
			day === '' ? 'warning' : 'note',
			day === '' ? '数据中没有公共交通时刻表，全部按步行计算。' : `公共交通按 ${day} 的时刻表计算。`,
			day === ''
				? 'The data have no timetable: everybody walks.'
				: `Public transport runs by the timetable of ${day}.`
		);
	const wet = places.facilities.filter((row) => flooded?.[row] === 1).length;
	if (flooded)
		say(
			wet > 0 ? 'warning' : 'note',
			`已考虑积水：${wet} 处设施积水超过 ${settings.floodDepth} m 而停用，积水超过此深度的道路不通行。`,
			`Floods are counted: ${wet} facilities stand in more than ${settings.floodDepth} m of water and are out of use; nobody uses streets that do.`
		);
	else if (settings.floodDepth !== undefined)
		say(
			'note',
			'没有内涝结果（数据中没有地面高程），未考虑积水。',
			'There is no flood to count: the data have no heights of the ground.'
		);
	if (cutOff >= 0.5)
		say(
			'note',
			`${Math.round(cutOff)} 名居民的住处无路可达。`,
			`No street that can be used leads to the homes of ${Math.round(cutOff)} residents.`
		);
	return notes;
}
