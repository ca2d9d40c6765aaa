import { expect, test } from 'vitest';
import { addressText } from './address-text.ts';

test('an address is written in the order of its street’s language', () => {
	expect(addressText('文澜西路', '360号')).toBe('文澜西路360号');
	expect(addressText('Broadway', '120')).toBe('120 Broadway');
	expect(addressText('Broadway')).toBe('Broadway');
	expect(addressText(undefined, '120')).toBe('120');
	expect(addressText()).toBe('');
});
