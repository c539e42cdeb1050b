// Knows nothing of Kist: it reads its environment.
console.log(process.env.GREETING);
