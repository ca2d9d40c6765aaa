import { expect, test } from 'vitest';
import { foreignUnit } from './foreign-unit.ts';
import { checkUnit, convertUnit } from './ucum.ts';

test.each(['1', '%', 'Cel', 'ug/m3', 'km/h', 'kW.h', '[degF]', '[ppb]', '{vehicles}/h', '10*3/uL'])(
	'%s is UCUM',
	(code) => {
		expect(checkUnit(code)).toEqual({ ok: true, code });
	}
);

test.each([
	['°C', '"°C" is no UCUM unit; write Cel'],
	['KMH', '"KMH" is no UCUM unit; write km/h'],
	['furlong', '"furlong" is no UCUM unit'],
	['', 'the unit is empty'],
	['constructor', '"constructor" is no UCUM unit'],
	['m.__proto__', '"m.__proto__" is no UCUM unit'],
	['('.repeat(129), 'the unit has more than 128 characters']
])('%s is not: %s', (code, reason) => {
	expect(checkUnit(code)).toEqual({ ok: false, code, reason });
});

test('values convert between units of the same kind only', () => {
	expect(convertUnit(36, 'km/h', 'm/s')).toBeCloseTo(10, 12);
	expect(convertUnit(20, 'Cel', 'K')).toBeCloseTo(293.15, 9);
	expect(convertUnit(1, 'm', 'kg')).toBeUndefined();
	expect(convertUnit(1, 'furlong', 'm')).toBeUndefined();
});

test.each([
	['µg/m³', 'ug/m3'],
	['degree Celsius', 'Cel'],
	['ft', '[ft_i]'],
	['kW.h', 'kW.h'],
	['Smoots per day', '{Smootsperday}'],
	['毫西弗', '{unit}'],
	[' ', undefined]
])('a foreign source writes %j and means %s', (symbol, code) => {
	expect(foreignUnit(symbol)).toBe(code);
});
