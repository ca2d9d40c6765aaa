import { test } from 'vitest';
import { fuzzAdapter } from '../support/fuzz.ts';
import { csv } from './adapter.ts';

const encode = (text: string) => new TextEncoder().encode(text);

test('ten thousand broken tables: nothing thrown, every row valid', () => {
	fuzzAdapter(csv, {
		samples: [
			encode(
				'id,time [+08:00],lng,lat,speed (km/h),pm25 [ug/m3],note\na,2026-03-01 08:00,116.4,39.9,36,35,"x, y"\nb,,1,2,3,4,5\n'
			),
			encode('编号;日期;时间;经度;纬度\nx;2026-03-01;0:00Z;1,5;2\n'),
			encode('station\tyear\tmonth\tday\thour\tPM2.5\nx\t2026\t3\t1\t8\t4\n')
		],
		topics: ['city/demo/air/pole-7/up'],
		words: [
			'id',
			'at',
			'lng',
			'lat',
			'speed',
			'heading',
			'seq',
			',',
			';',
			'"',
			'\n',
			'1',
			'[+08:00]',
			'(km/h)',
			'NA'
		]
	});
});
