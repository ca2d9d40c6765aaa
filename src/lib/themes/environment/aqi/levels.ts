import { classOf, type IndicatorClass } from '#lib/model/indicator.ts';

/** A class of air quality, with its official colour. */
export interface AqiLevel extends IndicatorClass {
	/** 一级 is 1. */
	readonly level: 1 | 2 | 3 | 4 | 5 | 6;
}

export const AQI_LEVELS: readonly AqiLevel[] = [
	{ level: 1, title: { zh: '优', en: 'Excellent' }, officialColour: '#00E400', to: 50 },
	{ level: 2, title: { zh: '良', en: 'Good' }, officialColour: '#FFFF00', to: 100 },
	{ level: 3, title: { zh: '轻度污染', en: 'Lightly polluted' }, officialColour: '#FF7E00', to: 150 },
	{ level: 4, title: { zh: '中度污染', en: 'Moderately polluted' }, officialColour: '#FF0000', to: 200 },
	{ level: 5, title: { zh: '重度污染', en: 'Heavily polluted' }, officialColour: '#99004C', to: 300 },
	{ level: 6, title: { zh: '严重污染', en: 'Severely polluted' }, officialColour: '#7E0023' }
];

/** The class of an index, 0 or more. */
export const levelOf = (aqi: number): AqiLevel => classOf(AQI_LEVELS, aqi) as AqiLevel; // the last has no end
