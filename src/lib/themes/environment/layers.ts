import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

const pollutant = (name: string, zh: string, highest: number, unit = 'ug/m3') => ({
	name,
	unit,
	title: { zh, en: name },
	range: [0, highest] as [number, number]
});

export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'air',
			title: { zh: '空气质量', en: 'Air quality' },
			interval: 60,
			metrics: [
				pollutant('PM2.5', '细颗粒物', 1000),
				pollutant('PM10', '可吸入颗粒物', 2000),
				pollutant('SO2', '二氧化硫', 3000),
				pollutant('NO2', '二氧化氮', 4000),
				pollutant('O3', '臭氧', 1500),
				pollutant('CO', '一氧化碳', 200, 'mg/m3')
			]
		}),
		metric: 'PM2.5',
		form: 'column',
		shown: true
	},
	{
		declaration: stream({
			id: 'weather',
			title: { zh: '气象', en: 'Weather' },
			interval: 60,
			metrics: [
				{ name: 'temperature', unit: 'Cel', title: { zh: '气温', en: 'Temperature' }, range: [-60, 60] },
				{ name: 'humidity', unit: '%', title: { zh: '相对湿度', en: 'Humidity' }, range: [0, 100] },
				{ name: 'wind', unit: 'm/s', title: { zh: '风速', en: 'Wind' }, range: [0, 90] },
				{
					name: 'wind_direction',
					unit: 'deg',
					title: { zh: '风向', en: 'Wind comes from' },
					range: [0, 360]
				},
				{ name: 'cloud_cover', unit: '%', title: { zh: '云量', en: 'Cloud cover' }, range: [0, 100] },
				{ name: 'rain', unit: 'mm/h', title: { zh: '雨强', en: 'Rain' }, range: [0, 400] },
				{
					name: 'rained',
					unit: 'mm',
					title: { zh: '近一小时降雨', en: 'Rain of the last hour' },
					range: [0, 400]
				}
			]
		}),
		metric: 'rain',
		form: 'dots',
		shown: true
	},
	{
		declaration: stream({
			id: 'waste-bins',
			title: { zh: '垃圾桶', en: 'Waste bins' },
			interval: 300,
			metrics: [
				{ name: 'fill', unit: '%', title: { zh: '满溢度', en: 'Fill' }, range: [0, 150] },
				{
					name: 'temperature',
					unit: 'Cel',
					title: { zh: '桶内温度', en: 'Temperature inside' },
					range: [-60, 400]
				}
			]
		}),
		metric: 'fill',
		form: 'column',
		shown: false
	}
];
