import { expect, test } from 'vitest';
import { unknownParameters } from './unknown-parameters.ts';

test('a name that no page knows is said with its value, and so is a kiosk that is neither on nor left out', () => {
	const address = new URLSearchParams('cam=1,2,3,4,5&foo=bar&kiosk=maybe&lang=en&v=a&of=x,y&cmp={}');
	expect(unknownParameters(address, ['of'])).toEqual([
		{ parameter: 'foo', value: 'bar' },
		{ parameter: 'kiosk', value: 'maybe' }
	]);
	expect(unknownParameters(new URLSearchParams('kiosk=1&run=a:b:c&of=x'))).toEqual([
		{ parameter: 'of', value: 'x' }
	]);
});
