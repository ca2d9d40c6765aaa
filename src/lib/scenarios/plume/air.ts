import type { Words } from '#lib/model/alarm-rule.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ResultNote } from '#lib/model/scenario/result.ts';
import type { BaselineReading, ReadingName } from '#lib/model/scenario/scenario.ts';
import type { Degrees, MetresPerSecond } from '#lib/model/units.ts';
import type { Roughness } from './gaussian-plume.ts';
import type { Air } from './plume-field.ts';
import { STABILITY_CLASSES, stabilityOf, sunAltitude } from './stability.ts';

/** In calmer air a plume does not go with the wind. */
const CALM: MetresPerSecond = 0.5;
const SLOW: MetresPerSecond = 1;

/** The air of a scenario: as measured or as chosen, with what a reader must know of it. */
export function airOf({
	parameters,
	readings,
	anchor
}: Pick<ModelInput, 'parameters' | 'readings' | 'anchor'>): {
	readonly air: Air;
	readonly notes: readonly ResultNote[];
} {
	const notes: ResultNote[] = [];
	const number = (name: string) => Number(parameters[name]);
	const missing: string[] = [];
	const measured = (name: ReadingName, convert: (reading: BaselineReading) => number) => {
		const reading = parameters['weather'] === 'measured' ? readings[name] : undefined;
		if (parameters['weather'] === 'measured' && !reading) missing.push(name);
		return reading ? convert(reading) : number(name);
	};
	const windFrom = measured('wind-from', ({ value }) => value);
	const speed = measured('wind-speed', inMetresPerSecond);
	const cloud = measured('cloud', inPercent) / 100;
	if (missing.length > 0)
		notes.push({
			gravity: 'warning',
			words: {
				zh: `没有实测的${missing.map((name) => NAMES[name]!.zh).join('、')}：取参数中的数值。`,
				en: `Nothing measures ${missing.map((name) => NAMES[name]!.en).join(', ')}: the parameters’ numbers are taken.`
			}
		});
	if (speed < SLOW)
		notes.push({
			gravity: 'warning',
			words: {
				zh: `风速 ${speed} m/s，近于静风：烟羽模型不可靠，四周都应防护（按不低于 ${CALM} m/s 计算）。`,
				en: `The wind is nearly calm (${speed} m/s): a plume is not to be trusted then, all sides are in danger (computed with at least ${CALM} m/s).`
			}
		});
	const sun = sunAltitude(anchor[1], number('month'), number('hour'));
	const chosen = STABILITY_CLASSES.find((each) => each === parameters['stability']);
	const stability = chosen ?? stabilityOf(speed, sun, cloud);
	notes.push({
		gravity: 'note',
		words: {
			zh: `${compass(windFrom).zh}风（${Math.round(windFrom)}°）${speed} m/s；太阳高度 ${Math.round(sun)}°，云量 ${Math.round(100 * cloud)}%；稳定度 ${stability}。`,
			en: `Wind from the ${compass(windFrom).en} (${Math.round(windFrom)}°) at ${speed} m/s; the sun ${Math.round(sun)}° high, ${Math.round(100 * cloud)}% cloud; stability ${stability}.`
		}
	});
	const roughness = parameters['roughness'] as Roughness; // one of the parameter's choices
	return { air: { windFrom, wind: Math.max(CALM, speed), stability, roughness }, notes };
}

const COMPASS: readonly Words[] = [
	{ zh: '北', en: 'north' },
	{ zh: '东北', en: 'north-east' },
	{ zh: '东', en: 'east' },
	{ zh: '东南', en: 'south-east' },
	{ zh: '南', en: 'south' },
	{ zh: '西南', en: 'south-west' },
	{ zh: '西', en: 'west' },
	{ zh: '西北', en: 'north-west' }
];
/** The nearest of eight. */
const compass = (from: Degrees): Words => COMPASS[((Math.round(from / 45) % 8) + 8) % 8]!; // one of eight

const NAMES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
	'wind-from': { zh: '风向', en: 'where the wind comes from' },
	'wind-speed': { zh: '风速', en: 'its speed' },
	cloud: { zh: '云量', en: 'the cloud' }
};

function inMetresPerSecond({ value, unit }: BaselineReading): MetresPerSecond {
	return unit === 'km/h' ? value / 3.6 : value;
}

/** Weather stations count cloud in percent, eighths or tenths of the sky. */
function inPercent({ value, unit }: BaselineReading): number {
	const share = unit === '%' ? value / 100 : /okta|eighth/i.test(unit) ? value / 8 : value;
	return 100 * Math.min(1, Math.max(0, share));
}
