import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';

/** How bad it is where a concentration is reached: 1 is felt, 2 makes it hard to get away, 3 kills. */
export type Severity = 1 | 2 | 3;

/** A concentration from which something holds. */
export interface Threshold {
	/** `aegl-2`; unique in the substance. */
	readonly id: string;
	readonly severity: Severity;
	readonly title: Words;
	/** Parts per million of the air's volume, by duration (`DURATIONS`). */
	readonly partsPerMillion: readonly [number, number, number, number, number];
}

export interface Substance {
	/** As `release` edits name it. */
	readonly key: string;
	readonly name: Words;
	/** g/mol */
	readonly molarMass: number;
	/** Least severe first. */
	readonly thresholds: readonly Threshold[];
	/** Where the thresholds come from. */
	readonly source: string;
}

/** Minutes that thresholds are given for. */
export const DURATIONS = [10, 30, 60, 240, 480] as const;

/** Litres of a mole of gas at 25 °C and 1 atm. */
export const MOLAR_VOLUME = 24.45;

const AEGL = 'Acute Exposure Guideline Levels, final values, National Research Council and US EPA';
type ByDuration = Threshold['partsPerMillion'];

function exposure(severity: Severity, partsPerMillion: ByDuration): Threshold {
	const meaning = {
		1: { zh: '明显不适', en: 'discomfort' },
		2: { zh: '严重伤害或难以逃离', en: 'lasting harm, or hard to escape' },
		3: { zh: '危及生命', en: 'danger to life' }
	}[severity];
	return {
		id: `aegl-${severity}`,
		severity,
		title: { zh: `AEGL-${severity} ${meaning.zh}`, en: `AEGL-${severity}, ${meaning.en}` },
		partsPerMillion
	};
}

function explosive(severity: Severity, percent: number): Threshold {
	const each = percent * 500;
	return {
		id: `lel-${percent}`,
		severity,
		title: { zh: `爆炸下限的 ${percent}%`, en: `${percent}% of the lower explosive limit` },
		partsPerMillion: [each, each, each, each, each]
	};
}

/** What can be released. Where no AEGL-1 was set the list begins with AEGL-2. */
export const SUBSTANCES: readonly Substance[] = [
	{
		key: 'chlorine',
		name: { zh: '氯气', en: 'Chlorine' },
		molarMass: 70.906,
		thresholds: [
			exposure(1, [0.5, 0.5, 0.5, 0.5, 0.5]),
			exposure(2, [2.8, 2.8, 2, 1, 0.71]),
			exposure(3, [50, 28, 20, 10, 7.1])
		],
		source: AEGL
	},
	{
		key: 'ammonia',
		name: { zh: '氨气', en: 'Ammonia' },
		molarMass: 17.031,
		thresholds: [
			exposure(1, [30, 30, 30, 30, 30]),
			exposure(2, [220, 220, 160, 110, 110]),
			exposure(3, [2700, 1600, 1100, 550, 390])
		],
		source: AEGL
	},
	{
		key: 'hydrogen-sulfide',
		name: { zh: '硫化氢', en: 'Hydrogen sulfide' },
		molarMass: 34.08,
		thresholds: [
			exposure(1, [0.75, 0.6, 0.51, 0.36, 0.33]),
			exposure(2, [41, 32, 27, 20, 17]),
			exposure(3, [76, 59, 50, 37, 31])
		],
		source: AEGL
	},
	{
		key: 'sulfur-dioxide',
		name: { zh: '二氧化硫', en: 'Sulfur dioxide' },
		molarMass: 64.066,
		thresholds: [
			exposure(1, [0.2, 0.2, 0.2, 0.2, 0.2]),
			exposure(2, [0.75, 0.75, 0.75, 0.75, 0.75]),
			exposure(3, [30, 30, 30, 19, 9.6])
		],
		source: AEGL
	},
	{
		key: 'carbon-monoxide',
		name: { zh: '一氧化碳', en: 'Carbon monoxide' },
		molarMass: 28.01,
		thresholds: [exposure(2, [420, 150, 83, 33, 27]), exposure(3, [1700, 600, 330, 150, 130])],
		source: AEGL
	},
	{
		key: 'methane',
		name: { zh: '甲烷（天然气）', en: 'Methane (natural gas)' },
		molarMass: 16.043,
		thresholds: [explosive(1, 10), explosive(2, 60), explosive(3, 100)],
		source:
			'Lower explosive limit 5% by volume (NFPA 325); 10% and 60% of it as ALOHA 5.4 takes them (NOAA NOS OR&R 43, 2013)'
	}
];

/** The substance of a key. Throws INPUT_INVALID naming those that are known. */
export function substanceOf(key: string): Substance {
	const substance = SUBSTANCES.find((known) => known.key === key);
	if (substance) return substance;
	const known = SUBSTANCES.map((each) => each.key).join(', ');
	throw saidError(
		'INPUT_INVALID',
		{
			zh: `没有“${key}”的毒性阈值，可选：${known}。`,
			en: `No thresholds are known of “${key}”: release one of ${known}.`
		},
		{ substance: key }
	);
}

/** mg/m³ from which a threshold holds for who breathes it so many minutes: the value of the next longer duration given. */
export function milligramsOf(substance: Substance, threshold: Threshold, minutes: number): number {
	const longer = DURATIONS.findIndex((duration) => duration >= minutes);
	const partsPerMillion = threshold.partsPerMillion[longer < 0 ? DURATIONS.length - 1 : longer]!;
	return (partsPerMillion * substance.molarMass) / MOLAR_VOLUME;
}
