/** An address in the order of its street's language: `文澜西路360号`, `120 Broadway`. Empty when neither part is there. */
export function addressText(street = '', houseNumber = ''): string {
	if (/\p{Script=Han}/u.test(street)) return street + houseNumber;
	return [houseNumber, street].filter(Boolean).join(' ');
}
