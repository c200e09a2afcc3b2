/* Tiny data of the forms that the programs of examples/ read, made in the working folder. */
#ifndef TESTS_EXAMPLES_FIXTURES_H
#define TESTS_EXAMPLES_FIXTURES_H

void fixture_digits(int rows); /* digits.csv.gz: rows of 784 pixels and a digit */
void fixture_diabetes(void);   /* diabetes/: scikit-learn's two files, where the target is the sum of two columns */
void fixture_cifar10(void);    /* cifar/: six files of 30 pictures, CIFAR-10's binary version */
void fixture_texts(void);      /* text; and short, which is too short */

#endif
